/// A database that is measured beside one of another make.
struct BenchDatabase {
  /// `SQLite` or `PostgreSQL`.
  let make: String
  let address: String
  /// The file of the key that signs its log.
  let key: String

  /// As commands of Kith take it.
  var options: [String] { ["--database", address, "--key", key] }
}

extension Workshop {
  /// A SQLite file in the folder that is not there yet.
  func newFile(_ name: String) -> BenchDatabase {
    let address = path(name + ".sqlite")
    removeDatabase(address)
    return BenchDatabase(make: "SQLite", address: address, key: address + ".key")
  }
}
