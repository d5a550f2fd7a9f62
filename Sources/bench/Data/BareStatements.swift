import Foundation

/// The statements of one commit as PostgreSQL logged them, as a script of pgbench that can be run again
/// and again: what was new in the commit gets other numbers each time.
struct BareStatements {
  let text: String
  let count: Int

  /// Takes the last whole transaction that locked the end of the log and wrote a visit.
  init(_ log: String, database: String) throws {
    var transactions: [[(sql: String, values: [String])]] = []
    for entry in BareStatements.entries(log, database) {
      if entry.sql.hasPrefix("BEGIN ISOLATION LEVEL READ COMMITTED") { transactions.append([]) }
      if transactions.isEmpty { continue }
      transactions[transactions.count - 1].append(entry)
    }
    let visits = transactions.filter { statements in
      statements.contains { $0.sql.contains("INTO fact_visit") }
        && statements.contains { $0.sql == "COMMIT" }
    }
    guard let visit = visits.last, let end = visit.firstIndex(where: { $0.sql == "COMMIT" }) else {
      throw BenchFailed("PostgreSQL logged no visit.")
    }
    let statements = visit[...end]
    // Positions and facts that this commit made: `position` and `fact` of its entries.
    var new: [String: String] = [:]
    let entries = statements.filter { $0.sql.hasPrefix("INSERT INTO change ") }
    for entry in entries {
      new[entry.values[0]] = "(\(entry.values[0]) + \(entries.count) * (:visit + 1))"
      new[entry.values[2]] = "(\(entry.values[2]) + 4294967296 * (:visit + 1))"
    }
    var lines = ["\\set visit :visit + 1"]
    for (sql, values) in statements {
      let isLink = sql.hasPrefix("INSERT INTO chain ")
      var sql = sql
      for (index, value) in values.enumerated().reversed() {
        let isNumber = !value.isEmpty && value.allSatisfy { $0.isNumber || $0 == "-" }
        // The number of a link within its chain is used once, too.
        let written =
          isLink && index == 4
          ? "(\(value) + 64 * (:visit + 1))::bigint"
          : new[value].map { "\($0)::bigint" } ?? BareStatements.literal(value, isNumber)
        sql = sql.replacingOccurrences(of: "$\(index + 1)", with: written)
      }
      lines.append(
        sql.split(whereSeparator: \.isWhitespace).joined(separator: " ") + ";")
    }
    text = lines.joined(separator: "\n") + "\n"
    count = statements.count
  }

  /// pgbench takes a colon before a letter for a variable.
  private static func literal(_ value: String, _ isNumber: Bool) -> String {
    if value == "NULL" { return "NULL" }
    if isNumber { return value }
    let quoted = value.replacingOccurrences(of: "'", with: "''")
    return "('" + quoted.replacingOccurrences(of: ":", with: "' || chr(58) || '") + "')"
      + (value.hasPrefix("\\x") ? "::bytea" : "")
  }

  /// `database@LOG:  execute kith_7: SELECT …` with the lines of the statement, and then
  /// `database@DETAIL:  parameters: $1 = '383', $2 = NULL`.
  private static func entries(
    _ log: String, _ database: String
  ) -> [(sql: String, values: [String])] {
    var entries: [(sql: String, values: [String])] = []
    var isOurs = false
    for line in log.split(separator: "\n", omittingEmptySubsequences: false) {
      if let words = line.firstRange(of: "@LOG:  execute ") {
        isOurs = line.hasPrefix(database + "@")
        guard isOurs, let colon = line[words.upperBound...].firstRange(of: ": ") else { continue }
        entries.append((String(line[colon.upperBound...]), []))
      } else if line.contains("@DETAIL:  parameters: ") {
        if isOurs, !entries.isEmpty {
          entries[entries.count - 1].values = values(String(line))
        }
        isOurs = false
      } else if line.contains("@LOG:  ") {
        isOurs = false
      } else if isOurs, !entries.isEmpty {
        entries[entries.count - 1].sql += "\n" + line
      }
    }
    return entries
  }

  private static func values(_ line: String) -> [String] {
    var values: [String] = []
    for match in line.matches(of: /\$\d+ = (?:'((?:[^']|'')*)'|(NULL))/) {
      let text = match.output.1.map { $0.replacingOccurrences(of: "''", with: "'") }
      values.append(text ?? "NULL")
    }
    return values
  }
}
