import CivilTime
import Secrets

extension DatabaseStore {
  /// Checks the whole store against itself and against seals kept elsewhere: whether anything was
  /// edited, removed, put between or cut off, and whether the current facts are what the log says.
  ///
  /// It reads one snapshot in a few sweeps and changes nothing; others may go on working.
  /// - Parameter kept: seals that were kept elsewhere
  public func verify(against kept: [Seal] = []) async throws -> AuditReport {
    let (layout, today) = (layout, clock().inLondon.day)
    return try await read { database in
      var report = AuditReport()
      try report.check(database, layout, today: today, kept: kept)
      return report
    }
  }
}

extension AuditReport {
  /// Checks all that one authority has, within one transaction.
  mutating func check(
    _ database: StoreConnection, _ layout: StoreLayout, today: Day, kept: [Seal] = []
  ) throws {
    try LogVerification(database: database, layout: layout).run(&self)
    try TombstoneVerification(database: database, layout: layout).run(&self)
    try HeadVerification(database: database, layout: layout).run(&self)
    try SealVerification(database: database, authority: layout.authority).run(&self, kept: kept)
    try ReadLogVerification(database: database, authority: layout.authority).run(&self)
    try ProjectionVerification(database: database, layout: layout, today: today).run(&self)
  }
}
