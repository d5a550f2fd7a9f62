import CivilTime
import Secrets

extension DatabaseStore {
  /// Checks the whole store against itself and against seals kept elsewhere: whether anything was
  /// edited, removed, put between or cut off, and whether the current facts are what the log says.
  ///
  /// It reads two snapshots at once, each in a few sweeps, and changes nothing; others may go on working.
  /// - Parameter kept: seals that were kept elsewhere
  public func verify(against kept: [Seal] = []) async throws -> AuditReport {
    let (layout, today) = (layout, clock().inLondon.day)
    async let ofLog = read { database in
      var report = AuditReport()
      try database.allowAnyTime()
      try report.checkLog(database, layout)
      return report
    }
    async let ofRest = read { database in
      var report = AuditReport()
      try database.allowAnyTime()
      try report.checkRest(database, layout, today: today, kept: kept)
      return report
    }
    var report = try await ofLog
    report.add(try await ofRest)
    return report
  }
}

extension AuditReport {
  /// Checks all that one authority has, within one transaction.
  mutating func check(_ database: StoreConnection, _ layout: StoreLayout, today: Day) throws {
    try checkLog(database, layout)
    try checkRest(database, layout, today: today, kept: [])
  }

  /// The log, the chains and the current facts.
  ///
  /// Nothing in it depends on what `checkRest` reads.
  fileprivate mutating func checkLog(_ database: StoreConnection, _ layout: StoreLayout) throws {
    try LogVerification(database: database, layout: layout).run(&self)
  }

  fileprivate mutating func checkRest(
    _ database: StoreConnection, _ layout: StoreLayout, today: Day, kept: [Seal]
  ) throws {
    try TombstoneVerification(database: database, layout: layout).run(&self)
    try HeadVerification(database: database, layout: layout).run(&self)
    try SealVerification(database: database, authority: layout.authority).run(&self, kept: kept)
    try ReadLogVerification(database: database, authority: layout.authority).run(&self)
    try ProjectionVerification(database: database, layout: layout, today: today).run(&self)
  }
}
