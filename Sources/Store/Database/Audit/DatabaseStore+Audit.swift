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
      try LogVerification(database: database, layout: layout).run(&report)
      try HeadVerification(database: database, layout: layout).run(&report)
      try SealVerification(database: database, authority: layout.authority).run(&report, kept: kept)
      try ReadLogVerification(database: database, authority: layout.authority).run(&report)
      try ProjectionVerification(database: database, layout: layout, today: today).run(&report)
      return report
    }
  }
}
