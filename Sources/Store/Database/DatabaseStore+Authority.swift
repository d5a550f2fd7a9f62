public import CareRecord

extension DatabaseStore {
  /// The authorities that a database belongs to, by their numbers; none where there is no such
  /// database, or nothing in it.
  ///
  /// - Throws: `StoreUnavailable` for a file that is no database.
  public static func authorities(in address: DatabaseAddress) async throws -> [Authority] {
    try await unavailableInWords(address.description) {
      try await address.peek { try authorities(in: $0) } ?? []
    }
  }

  static func authorities(in database: StoreConnection) throws -> [Authority] {
    try ["account", "record_head"].reduce(into: Set<Authority>()) { found, table in
      guard try database.hasTable(table) else { return }
      // From one to the next by the key: a table may have millions of rows of each.
      var number: Int64 = 0
      while let next = try database.number(
        "SELECT min(authority) FROM \(table) WHERE authority > ?", number)
      {
        if let authority = Authority(number: Int(next)) { found.insert(authority) }
        number = next
      }
    }.sorted()
  }
}

extension StoreInstallation {
  /// The authorities that the database belongs to now, by their numbers.
  public func authorities() async throws -> [Authority] {
    try await unavailableInWords(engine.name) {
      try await engine.read(repeatable: true) { try DatabaseStore.authorities(in: $0) }
    }
  }
}
