import CareRecord

/// The projections that the store itself reads, by their names.
enum ReadProjection: String, CaseIterable {
  case standing
  case childHeadline = "child_headline"
  case nameWord = "name_word"
  case locator
  case returnFinding = "return_finding"
  case retention
  case measure
}

extension DatabaseStore {
  /// Refuses to read projections that are not made for every record, in the snapshot that reads them.
  func requireWhole(_ projections: ReadProjection..., in database: StoreConnection) throws {
    let made = try layout.made(in: database)
    let missing = projections.map(\.rawValue).filter { made[$0]?.isWhole != true }
    if !missing.isEmpty { throw StillPreparing(missing, preparation) }
  }

  /// The same of a scope, which most often asks who is allocated to whom.
  func requireWhole(for scope: ScopeSQL, in database: StoreConnection) throws {
    if scope.readsStanding { try requireWhole(.standing, in: database) }
  }

  /// Refuses to read the rows of records of which they are not made.
  func requireMade(
    _ projection: ReadProjection, of subjects: [Subject], in database: StoreConnection
  ) throws {
    if try layout.made(in: database)[projection.rawValue]?.isWhole == true { return }
    guard
      let table = layout.projections.first(where: { $0.projection.name == projection.rawValue })
    else { return }
    let reader = RecordReader(database: database, layout: layout)
    for subject in subjects where subject.kind == table.projection.subjects {
      // Of nobody there is nothing to be made.
      if try reader.head(of: subject.id) != nil,
        try table.made(of: subject.id, authority: authority, in: database) == nil
      {
        throw StillPreparing([projection.rawValue], preparation)
      }
    }
  }
}

extension StoreLayout {
  /// How far each projection is made; nothing of those that nobody has begun.
  func made(in database: StoreConnection) throws -> [String: ProjectionMade] {
    let rows = try database.rows(
      "SELECT projection, meaning FROM projection_complete WHERE authority = ?", authority.number
    ) { ($0.text(0), ProjectionMade($0.text(1))) }
    return Dictionary(rows) { first, _ in first }
  }
}

/// Whether the rows of a projection are made for every record, and what they mean.
enum ProjectionMade: Equatable {
  case whole(String)
  /// Some of them may be.
  case begun(String)

  private static let mark = "begun: "

  /// - Parameter stored: as it stands in `projection_complete`
  init(_ stored: String) {
    self =
      stored.hasPrefix(ProjectionMade.mark)
      ? .begun(String(stored.dropFirst(ProjectionMade.mark.count))) : .whole(stored)
  }

  var stored: String {
    switch self {
    case .whole(let meaning): meaning
    case .begun(let meaning): ProjectionMade.mark + meaning
    }
  }

  var isWhole: Bool { if case .whole = self { true } else { false } }
}
