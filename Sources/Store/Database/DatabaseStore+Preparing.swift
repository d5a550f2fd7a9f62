import CareRecord
import CivilTime
import Synchronization

/// What a store knows of its projections that are not made for every record.
final class Preparing: Sendable {
  private struct State {
    var preparation: Preparation?
    /// What the rows of projections mean now, where that is other than when the store was opened.
    var meanings: [String: String] = [:]
  }

  private let state = Mutex(State())

  var preparation: Preparation? {
    get { state.withLock { $0.preparation } }
    set { state.withLock { $0.preparation = newValue } }
  }

  func meaning(of projection: Projection) -> String {
    state.withLock { $0.meanings[projection.name] } ?? projection.meaning
  }

  func change(_ name: String, to meaning: String) {
    state.withLock { $0.meanings[name] = meaning }
  }
}

/// When a store that is opened makes what is missing.
public enum ProjectionTiming: Sendable {
  /// Before anything can be asked of it.
  case atOnce
  /// When `prepare` is called; until then whoever asks for what is missing is told so.
  case later
}

extension DatabaseStore: PreparedStore {
  public var preparation: Preparation? { preparing.preparation }

  public func prepare() async throws {
    try await makeMissingProjections(together: DatabaseStore.pieceOfPreparing)
    try await refreshAll(together: DatabaseStore.pieceOfPreparing)
    preparing.preparation = nil
  }

  /// So few records that whoever writes does not wait long behind them.
  static let pieceOfPreparing = 100

  /// Makes stale what has another meaning than this store gives it, and notes what is to be made.
  ///
  /// What was begun with the same meaning is gone on with.
  func lookForMissingProjections() async throws {
    let (layout, preparing) = (layout, preparing)
    let made = try await read { try layout.made(in: $0) }
    let missing = layout.projections.filter {
      made[$0.projection.name] != .whole(preparing.meaning(of: $0.projection))
    }
    if missing.isEmpty { return }
    let isEmpty = try await write { database in
      let made = try layout.made(in: database)
      for table in missing {
        let meaning = preparing.meaning(of: table.projection)
        if made[table.projection.name] != .begun(meaning) {
          try table.begin(layout.authority, meaning: meaning, in: database)
        }
      }
      let hasRecords = try database.number(
        "SELECT record FROM record_head WHERE authority = ? LIMIT 1", layout.authority.number)
      return hasRecords == nil
    }
    if isEmpty { return try await prepare() }
    preparing.preparation = Preparation(missing.map(\.projection.name), done: 0, total: 0)
  }

  /// Makes the projections that are not made for every record, and says so of them when they are.
  ///
  /// Records are gone through in their order, `limit` of them in a transaction.
  func makeMissingProjections(together limit: Int) async throws {
    while true {
      let layout = layout
      let missing = try await begunProjections()
      if missing.isEmpty { return }
      let kinds = Set(missing.map(\.projection.subjects)).sorted { $0.rawValue < $1.rawValue }
      let total = try await read { database in
        try kinds.reduce(0) { sum, kind in
          sum
            + Int(
              try database.number(
                "SELECT count(*) FROM record_head WHERE authority = ? AND kind = ?",
                layout.authority.number, kind.rawValue) ?? 0)
        }
      }
      var done = 0
      for kind in kinds {
        let tables = missing.filter { $0.projection.subjects == kind }
        try await make(tables, of: kind, together: limit) { more in
          done += more
          self.preparing.preparation = Preparation(
            missing.map(\.projection.name), done: done, total: total)
        }
      }
      try await noteWhole(missing)
    }
  }

  private func make(
    _ tables: [ProjectionTable], of kind: SubjectKind, together limit: Int,
    progress: (_ more: Int) -> Void
  ) async throws {
    let layout = layout.with(tables)
    var last = Int64.min
    progress(0)
    while true {
      let after = last
      let step = try await read { try layout.unmade(of: kind, after: after, in: $0) }
      guard let end = step.last else { return }
      var rest = step.unmade[...]
      var passed = step.count
      while !rest.isEmpty {
        try Task.checkCancellation()
        let some = Array(rest.prefix(limit))
        rest = rest.dropFirst(limit)
        try await make(layout, of: some, on: clock().inLondon.day)
        // Those that were made before count with the last ones.
        progress(some.count)
        passed -= some.count
      }
      progress(passed)
      last = end
    }
  }

  /// Makes the projections of a layout for some records.
  private func make(
    _ layout: StoreLayout, of records: [SubjectID], on today: Day
  ) async throws {
    try await write { database in
      let reader = RecordReader(database: database, layout: layout)
      // As they are now: whatever was committed meanwhile is in them.
      let found = try records.compactMap { record in
        try reader.head(of: record).map { (Subject($0.kind, record), $0.factKinds) }
      }
      try layout.project(found, on: today, with: reader)
    }
  }

  /// Makes a projection of a few records that somebody asks for by name, where it is missing or stale.
  func makeCurrent(
    _ projection: ReadProjection, of subjects: [Subject], today: Day
  ) async throws {
    let layout = layout
    let name = projection.rawValue
    guard let table = layout.projections.first(where: { $0.projection.name == name }) else {
      return
    }
    let wanted = subjects.filter { $0.kind == table.projection.subjects }
    let stale = try await lookUp { database in
      try wanted.filter { subject in
        let made = try table.made(of: subject.id, authority: layout.authority, in: database)
        return made.map { $0.validUntil.map { $0 <= today } ?? false } ?? true
      }
    }
    if !stale.isEmpty { try await make(layout.with([table]), of: stale.map(\.id), on: today) }
  }

  /// Makes anew what the passing of days made stale before it is read: by whoever asks where that is
  /// little, else beside the requests.
  func refreshForReading(today: Day) async throws {
    guard making == .later else { return _ = try await refreshProjections(today: today) }
    let most = DatabaseStore.mostWhileSomebodyWaits
    if try await refreshProjections(today: today, limit: most) < most { return }
    let due = try await due(today)
    guard let first = preparation ?? due else { return }
    preparing.preparation = first
    throw StillPreparing(due?.projections ?? first.projections, first)
  }

  /// So many records are made anew in about a second.
  private static let mostWhileSomebodyWaits = 500

  /// What the passing of days made stale; nil where nothing is.
  private func due(_ today: Day) async throws -> Preparation? {
    let layout = layout
    let counts = try await read { database in
      try layout.projections.map { table in
        Int(
          try database.number(
            """
            SELECT count(*) FROM projection_record
            WHERE authority = ? AND projection = ? AND valid_until <= ?
            """, layout.authority.number, table.projection.name, today.iso) ?? 0)
      }
    }
    let stale = zip(layout.projections, counts).filter { $1 > 0 }
    if stale.isEmpty { return nil }
    return Preparation(
      stale.map { $0.0.projection.name }, done: 0, total: stale.map { $0.1 }.max() ?? 0)
  }

  private func refreshAll(together limit: Int) async throws {
    let today = clock().inLondon.day
    guard let due = try await due(today) else { return }
    var (done, total) = (0, due.total)
    while true {
      try Task.checkCancellation()
      let made = try await refreshProjections(today: today, limit: limit)
      if made == 0 { return }
      done += made
      // Records of which one projection was due and then another.
      total = max(total, done)
      preparing.preparation = Preparation(due.projections, done: done, total: total)
    }
  }

  /// Those that this store is to make: not what another program makes with another meaning.
  private func begunProjections() async throws -> [ProjectionTable] {
    let (layout, preparing) = (layout, preparing)
    let made = try await read { try layout.made(in: $0) }
    return layout.projections.filter {
      made[$0.projection.name] == .begun(preparing.meaning(of: $0.projection))
    }
  }

  /// Says of projections that they are whole, unless somebody made them stale meanwhile.
  private func noteWhole(_ tables: [ProjectionTable]) async throws {
    let (layout, preparing) = (layout, preparing)
    try await write { database in
      let made = try layout.made(in: database)
      for table in tables {
        let (projection, meaning) = (table.projection, preparing.meaning(of: table.projection))
        let unmade = try database.number(
          """
          SELECT h.record FROM record_head h WHERE h.authority = ? AND h.kind = ? AND NOT EXISTS (
            SELECT 1 FROM projection_record p
            WHERE p.authority = h.authority AND p.projection = ? AND p.record = h.record)
          LIMIT 1
          """, layout.authority.number, projection.subjects.rawValue, projection.name)
        if unmade == nil, made[projection.name] == .begun(meaning) {
          try table.note(.whole(meaning), layout.authority, in: database)
        }
      }
    }
  }
}

extension StoreLayout {
  /// The same store, with some of its projections alone.
  fileprivate func with(_ projections: [ProjectionTable]) -> StoreLayout {
    StoreLayout(authority: authority, tables: tables, projections: projections)
  }

  /// The next records of a kind, and those of them of which some projection is not made.
  fileprivate func unmade(
    of kind: SubjectKind, after last: Int64, in database: StoreConnection
  ) throws -> (unmade: [SubjectID], count: Int, last: Int64?) {
    let records = try database.rows(
      """
      SELECT record FROM record_head WHERE authority = ? AND kind = ? AND record > ?
      ORDER BY record LIMIT 1000
      """, authority.number, kind.rawValue, last
    ) { $0.integer(0) }
    guard let end = records.last else { return ([], 0, nil) }
    var times: [Int64: Int] = [:]
    for table in projections {
      let made = try database.rows(
        """
        SELECT record FROM projection_record
        WHERE authority = ? AND projection = ? AND record > ? AND record <= ?
        """, authority.number, table.projection.name, last, end
      ) { $0.integer(0) }
      for record in made { times[record, default: 0] += 1 }
    }
    let unmade = records.filter { times[$0, default: 0] < projections.count }
    return (unmade.map { SubjectID(raw: $0) }, records.count, end)
  }
}
