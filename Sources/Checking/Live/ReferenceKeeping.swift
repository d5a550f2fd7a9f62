public import CivilTime
public import Returns
public import Store

/// Takes a folder of reference data into the database.
public struct ReferenceKeeping: Sendable {
  /// What is kept now that was not before.
  public private(set) var kept: [ReferenceList] = []
  public let notes: [ReadingNote]
  /// What could not be read; the rest is kept.
  public let refusals: [Refusal]

  /// So many refusals are kept with a list.
  private static let mostRefusals = 200

  /// Keeps each list that the folder has in the place of the one of its kind.
  ///
  /// A list of which nothing could be read replaces nothing.
  public init(
    folder path: String, in store: any ReferenceStore, by user: String, at now: Instant
  ) async throws {
    let folder = ReferenceFolder(path: path, on: now.inLondon.day, builtIn: ReferenceData())
    notes = folder.notes
    refusals = folder.refusals
    for reference in folder.kept where reference.rows > 0 {
      let refused = folder.refusals.filter { reference.files.contains($0.file) }
      kept.append(
        try await store.keep(
          ReferenceList(
            kind: reference.kind.rawValue, name: reference.files.joined(separator: ", "),
            rows: reference.rows, receivedAt: now, receivedBy: user, refused: refused.count,
            refusals: refused.prefix(ReferenceKeeping.mostRefusals).map(\.description)),
          pieces: { reference.piece($0) }))
    }
  }
}

extension ReferenceKind {
  /// What people call it, in sentence case.
  public var title: String {
    switch self {
    case .postcodes: "Postcodes"
    case .providers: "Providers"
    case .authorities: "Districts and their authorities"
    }
  }

  /// Every rule of the newest rule books that looks something up in it, in the order of the book.
  public var rules: [(returnName: String, card: RuleCard)] {
    CheckedReturn.allCases.flatMap { one in
      let newest = one.cards.map(\.years.upperBound).max()
      return one.cards.filter {
        $0.needs.contains(.reference(self)) && $0.years.upperBound == newest
      }
      .map { (one.rawValue, $0) }
    }
  }
}
