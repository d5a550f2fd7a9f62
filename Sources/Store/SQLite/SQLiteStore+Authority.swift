public import CareRecord
import Foundation
import GRDB

extension SQLiteStore {
  /// The authority that a database belongs to; nil where there is no such file, or nothing in it.
  ///
  /// - Throws: `StoreUnavailable` for a file that is no database.
  public static func authority(ofDatabaseAt path: String) async throws -> Authority? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try await unavailableInWords(path) {
      try await Task.detached {
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: path, configuration: configuration).read { database in
          for table in ["account", "record_head"] where try database.tableExists(table) {
            let number = try Int.fetchOne(database, sql: "SELECT MIN(authority) FROM \(table)")
            if let authority = number.flatMap({ Authority(number: $0) }) { return authority }
          }
          return nil
        }
      }.value
    }
  }
}
