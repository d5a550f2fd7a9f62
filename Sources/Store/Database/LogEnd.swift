/// How far a log ever reached: so that one that was cut short shows, and no position is used twice.
enum LogEnd: String {
  case change
  case reads = "read_log"
  case seals = "seal"

  func position(_ database: StoreConnection) throws -> Int64 {
    guard let position = try heldPosition(database) else {
      throw DatabaseTrouble(.damaged, "log_end has lost \(rawValue)")
    }
    return position
  }

  /// Nil where somebody has removed it.
  private func heldPosition(_ database: StoreConnection) throws -> Int64? {
    let select = try PreparedStatement(database, "SELECT position FROM log_end WHERE log = ?")
    select.bind(rawValue, at: 1)
    defer { select.reset() }
    return try select.step() ? select.integer(0) : nil
  }

  /// Finds a log that ends elsewhere than it once did.
  func check(
    _ last: Int64, _ name: String, _ database: StoreConnection, _ report: inout AuditReport
  ) throws {
    let made = try heldPosition(database)
    if made == last { return }
    report.add(
      "\(name) ends at \(last), but log_end says \(made.map { "it reached \($0)" } ?? "nothing")")
  }

  func set(_ position: Int64, _ database: StoreConnection) throws {
    let update = try PreparedStatement(
      database, "UPDATE log_end SET position = ? WHERE log = ?")
    update.bind(position, at: 1)
    update.bind(rawValue, at: 2)
    try update.run()
  }
}
