import CareRecord

/// How far a log ever reached: so that one that was cut short shows, and no position is used twice.
enum LogEnd: String {
  case change
  case reads = "read_log"
  case seals = "seal"

  func position(_ authority: Authority, _ database: StoreConnection) throws -> Int64 {
    guard let position = try heldPosition(authority, database) else {
      throw DatabaseTrouble(.damaged, "log_end has lost \(rawValue)")
    }
    return position
  }

  /// Nil where somebody has removed it.
  private func heldPosition(_ authority: Authority, _ database: StoreConnection) throws -> Int64? {
    try database.number(
      "SELECT position FROM log_end WHERE authority = ? AND log = ?", authority.number, rawValue)
  }

  /// Finds a log that ends elsewhere than it once did.
  func check(
    _ last: Int64, _ name: String, _ authority: Authority, _ database: StoreConnection,
    _ report: inout AuditReport
  ) throws {
    let made = try heldPosition(authority, database)
    if made == last { return }
    report.add(
      "\(name) ends at \(last), but log_end says \(made.map { "it reached \($0)" } ?? "nothing")")
  }

  func set(_ position: Int64, _ authority: Authority, _ database: StoreConnection) throws {
    try database.run(
      "UPDATE log_end SET position = ? WHERE authority = ? AND log = ?", position,
      authority.number, rawValue)
  }

  /// Makes the rows of an authority that has none yet.
  static func makeFirst(_ authority: Authority, _ database: StoreConnection) throws {
    for log in [LogEnd.change, .reads, .seals] {
      try database.run(
        "INSERT INTO log_end (authority, log, position) VALUES (?, ?, 0) ON CONFLICT DO NOTHING",
        authority.number, log.rawValue)
    }
  }
}
