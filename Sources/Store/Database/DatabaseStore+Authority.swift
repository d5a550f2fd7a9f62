public import CareRecord

extension DatabaseStore {
  /// The authorities that a database belongs to, by their numbers; none where there is no such
  /// database, or nothing in it.
  ///
  /// - Throws: `StoreUnavailable` for a file that is no database.
  public static func authorities(in address: DatabaseAddress) async throws -> [Authority] {
    try await unavailableInWords(address.description) {
      try await address.peek { database in
        try ["account", "record_head"].reduce(into: Set<Authority>()) { found, table in
          guard try database.hasTable(table) else { return }
          let numbers = try database.rows("SELECT DISTINCT authority FROM \(table)") {
            Int($0.integer(0))
          }
          found.formUnion(numbers.compactMap { Authority(number: $0) })
        }.sorted { $0.number < $1.number }
      } ?? []
    }
  }
}
