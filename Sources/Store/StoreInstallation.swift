public import CareRecord
public import CivilTime

/// A database and the authorities in it, each of which has a store of its own.
public final class StoreInstallation: Sendable {
  let engine: any DatabaseEngine
  let keyFile: SealKeyFile

  private init(engine: any DatabaseEngine, keyFile: SealKeyFile) {
    self.engine = engine
    self.keyFile = keyFile
  }

  /// Opens the database at `address`, making a file where there is none.
  /// - Parameters:
  ///   - key: the file of the key that signs the seals; nil for the usual place
  ///   (`DatabaseAddress`)
  ///   - limits: how long a server may take
  /// - Throws: `StoreUnavailable` in words for people.
  public static func open(
    _ address: DatabaseAddress, key: String? = nil, limits: DatabaseLimits = DatabaseLimits()
  ) async throws -> StoreInstallation {
    let keyFile = try SealKeyFile(key, for: address)
    let engine = try await unavailableInWords(address.description) {
      try await address.openEngine(limits)
    }
    return StoreInstallation(engine: engine, keyFile: keyFile)
  }

  /// The store of one authority; `DatabaseStore.open` says what the parameters are.
  public func store(
    of authority: Authority, projections: [Projection], making: ProjectionTiming = .atOnce,
    workingDays: WorkingDayCalendar, clock: @escaping @Sendable () -> Instant
  ) async throws -> DatabaseStore {
    try await DatabaseStore.open(
      on: self, authority: authority, projections: projections, making: making,
      workingDays: workingDays, clock: clock, ownsEngine: false)
  }

  /// Closes the database, after its stores were closed.
  public func close() async throws {
    try await unavailableInWords(engine.name) { try await engine.close() }
  }
}
