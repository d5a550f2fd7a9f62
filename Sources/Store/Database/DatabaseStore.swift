import Access
public import CareRecord
public import CivilTime
import Secrets

/// Kith on a database: the store of one authority in it.
///
/// Several stores, one for each authority, may share the database (`StoreInstallation`).
public final class DatabaseStore: RecordStore, AccountStore, SubmissionStore {
  public let authority: Authority
  let layout: StoreLayout
  let workingDays: WorkingDayCalendar
  let nicknames: Nicknames
  /// The time now.
  let clock: @Sendable () -> Instant
  let engine: any DatabaseEngine
  let keyFile: SealKeyFile
  let readLog: ReadLog
  let making: ProjectionTiming
  let preparing = Preparing()
  /// Whether the database is closed together with this store.
  private let ownsEngine: Bool

  /// Where the database is, for whoever runs Kith.
  public var name: String { engine.name }

  /// Opens the database at `address`, making a file where there is none, and brings its tables to the
  /// shape of this version.
  /// - Parameters:
  ///   - key: the file of the key that signs the seals; nil for the usual place (`DatabaseAddress`)
  ///   - limits: how long a server may take
  ///   - projections: what is kept true in the same transaction as a change; where one is new or of
  ///     a higher version, it is made for every record
  ///   - making: whether before this returns
  ///   - workingDays: the calendar by which statuses are derived
  ///   - clock: the time now; decides what a person may do, never what a record says
  /// - Throws: `StoreUnavailable` in words for people.
  public static func open(
    _ address: DatabaseAddress, key: String? = nil, limits: DatabaseLimits = DatabaseLimits(),
    authority: Authority, projections: [Projection], making: ProjectionTiming = .atOnce,
    workingDays: WorkingDayCalendar, clock: @escaping @Sendable () -> Instant
  ) async throws -> DatabaseStore {
    let installation = try await StoreInstallation.open(address, key: key, limits: limits)
    return try await open(
      on: installation, authority: authority, projections: projections, making: making,
      workingDays: workingDays, clock: clock, ownsEngine: true)
  }

  static func open(
    on installation: StoreInstallation, authority: Authority, projections: [Projection],
    making: ProjectionTiming, workingDays: WorkingDayCalendar,
    clock: @escaping @Sendable () -> Instant, ownsEngine: Bool
  ) async throws -> DatabaseStore {
    let engine = installation.engine
    let all = Projection.all(projections, workingDays: workingDays)
    let keyFile = installation.keyFile
    let nicknames = try Nicknames.english()
    let store = try await unavailableInWords(engine.name) {
      let layout = try await engine.migrate { database in
        try LogEnd.makeFirst(authority, database)
        let layout = try Catalogue(database, authority: authority).layout(projections: all)
        try keyFile.makeFirst(database)
        return layout
      }
      return DatabaseStore(
        engine: engine, layout: layout, keyFile: keyFile, nicknames: nicknames,
        workingDays: workingDays, making: making, clock: clock, ownsEngine: ownsEngine)
    }
    try await store.lookForMissingProjections()
    if making == .atOnce {
      try await store.makeMissingProjections(together: 500)
      store.preparing.preparation = nil
    }
    return store
  }

  private init(
    engine: any DatabaseEngine, layout: StoreLayout, keyFile: SealKeyFile, nicknames: Nicknames,
    workingDays: WorkingDayCalendar, making: ProjectionTiming,
    clock: @escaping @Sendable () -> Instant, ownsEngine: Bool
  ) {
    self.engine = engine
    self.layout = layout
    self.keyFile = keyFile
    self.nicknames = nicknames
    self.workingDays = workingDays
    self.making = making
    self.clock = clock
    self.ownsEngine = ownsEngine
    authority = layout.authority
    readLog = ReadLog(engine: engine, authority: layout.authority)
  }

  /// Seals the log and, unless others share it, closes the database; nothing can be asked of the
  /// store after it.
  public func close() async throws {
    try await seal()
    if ownsEngine { try await unavailableInWords(name) { try await engine.close() } }
  }

  /// Reads in one snapshot.
  /// - Parameter repeatable: false where `body` hands out what it reads
  func read<Answer: Sendable>(
    repeatable: Bool = true, _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer {
    try await unavailableInWords(name) {
      try await engine.read(repeatable: repeatable, body)
    }
  }

  /// Reads a few rows by their keys in one snapshot.
  func lookUp<Answer: Sendable>(
    _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer {
    try await unavailableInWords(name) { try await engine.lookUp(body) }
  }

  /// Writes in one transaction, which a caller who has gone away does not undo.
  ///
  /// `body` may be run again where the database asks for that.
  func write<Answer: Sendable>(
    _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer {
    try await unavailableInWords(name) { try await engine.write(for: authority, body) }
  }
}
