import CINCensus
import CareRecord
import CivilTime
import Returns
import SSDA903

/// One child of a return, ready to be laid over their record.
struct ReceivedChild: Sendable {
  let id: String
  /// A real unique pupil number, by which a changed identifier may be noticed.
  let upn: String?
  let birthDate: Day?
  /// What was left out because it cannot be read.
  let refusals: [Refusal]
  /// Brings a record in line with what was received.
  let apply: @Sendable (inout RecordEdit) -> [ReceivedRow]
}

extension ReceivedReturn {
  /// How many children there are.
  public var childCount: Int {
    switch content {
    case .ssda903(let read): read.children.count
    case .cin(let read): read.children.count
    }
  }

  /// The children, some at a time.
  ///
  /// - Parameter years: the collection years of this return that are held already
  func forEachBatch(
    of size: Int, years: [CollectionYear],
    _ body: ([ReceivedChild]) async throws -> Void
  ) async throws {
    switch content {
    case .ssda903(let read):
      let intoFacts = SSDA903IntoFacts(year: year, years: years)
      let mended = read.filesOfRefusedRows
      var start = 0
      while start < read.children.count {
        let end = min(start + size, read.children.count)
        try await body(
          (start..<end).map { ReceivedChild(read.children[$0], intoFacts, mended) })
        start = end
      }
    case .cin(let read):
      let intoFacts = CINIntoFacts(year: year, years: years)
      let children = read.children.joinedByIdentifier
      var start = 0
      while start < children.count {
        let end = min(start + size, children.count)
        try await body((start..<end).map { ReceivedChild(children[$0], intoFacts) })
        start = end
      }
    }
  }
}

extension ReceivedChild {
  /// A row with a date that cannot be read is left out whole: half a row could show a placement as
  /// still open that ended on a day that nobody can read.
  ///
  /// - Parameter mended: the files of rows that an earlier import refused; a child of whom nothing else
  ///   is given keeps the other rows of the year
  init(_ child: SSDA903Child, _ intoFacts: SSDA903IntoFacts, _ mended: Set<String>) {
    var kept = child
    var refusals: [Refusal] = []
    func keep<Column>(_ path: WritableKeyPath<SSDA903Child, [Row<Column>]>) {
      kept[keyPath: path] = kept[keyPath: path].filter { row in
        guard let refusal = row.refusalOfUnreadableDate else { return true }
        refusals.append(refusal)
        return false
      }
    }
    keep(\.header)
    keep(\.episodes)
    keep(\.reviews)
    keep(\.uasc)
    keep(\.oc2)
    keep(\.oc3)
    keep(\.ad1)
    keep(\.placedAdoption)
    keep(\.prevPerm)
    keep(\.missing)
    keep(\.swEpisodes)
    keep(\.dolo)
    let upn = kept.header.first?[.UPN]
    let rows = kept
    let isMended = !mended.isEmpty && child.isOnly(from: mended)
    self.init(
      id: child.id, upn: upn.flatMap { $0.utf8.count == 13 ? $0 : nil },
      birthDate: kept.header.first?.day(.DOB), refusals: refusals,
      apply: { isMended ? intoFacts.add(rows, to: &$0) : intoFacts.apply(rows, to: &$0) })
  }

  /// A child with a date that cannot be read is left out whole, to be mended in the file.
  init(_ child: CINChild, _ intoFacts: CINIntoFacts) {
    let unreadable = child.refusals
    self.init(
      id: child.id ?? "", upn: child.identifiers[.UPN],
      birthDate: child.identifiers.day(.PersonBirthDate), refusals: unreadable,
      apply: { unreadable.isEmpty ? intoFacts.apply(child, to: &$0) : [] })
  }
}

extension Row {
  /// The refusal of this row for the first of its dates that is given but cannot be read.
  var refusalOfUnreadableDate: Refusal? {
    for column in Column.allCases {
      guard let text = self[column] else { continue }
      let isReadable =
        switch column.format {
        case .britishDate, .isoDate: day(column) != nil
        case .partialDate: PartialDay(text) != nil
        default: true
        }
      if !isReadable {
        return refusal(
          field: column, reason: "this is not a date that can be read",
          expected: column.format.expectation)
      }
    }
    return nil
  }
}

extension CINChild {
  /// Why this child cannot be taken in, from the file alone.
  var refusals: [Refusal] {
    if id == nil {
      return [
        identifiers.refusal(
          field: .LAchildID, reason: "the child has no identifier of the authority",
          expected: "the identifier by which the authority knows the child",
          remedy: "The child was left out whole. Add it and import the child again.")
      ]
    }
    return unreadableDates.map {
      var refusal = $0
      refusal.extent = .row
      refusal.remedy = "The child was left out whole. Mend the date and import the child again."
      return refusal
    }
  }
}

extension [CINChild] {
  /// Children by identifier, in the order of the file; what two entries of one child say is put
  /// together.
  var joinedByIdentifier: [CINChild] {
    var places: [String: Int] = [:]
    var joined: [CINChild] = []
    for child in self {
      guard let id = child.id else { continue }
      if let place = places[id] {
        joined[place].details += child.details
      } else {
        places[id] = joined.count
        joined.append(child)
      }
    }
    return joined
  }
}
