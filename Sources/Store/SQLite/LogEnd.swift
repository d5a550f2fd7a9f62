import GRDB

/// How far a log ever reached: so that one that was cut short shows, and no position is used twice.
enum LogEnd: String {
  case change
  case reads = "read_log"

  func position(_ database: Database) throws -> Int64 {
    let select = try PreparedStatement(database, "SELECT position FROM log_end WHERE log = ?")
    select.bind(rawValue, at: 1)
    guard try select.step() else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "log_end has lost \(rawValue)")
    }
    defer { select.reset() }
    return select.integer(0)
  }

  func set(_ position: Int64, _ database: Database) throws {
    let update = try PreparedStatement(
      database, "UPDATE log_end SET position = ? WHERE log = ?")
    update.bind(position, at: 1)
    update.bind(rawValue, at: 2)
    try update.run()
  }
}
