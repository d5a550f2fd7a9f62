import GRDB
import Testing

@testable import Store

extension DatabaseStore {
  /// The connections to the store's file.
  func pool() throws -> DatabasePool { try #require(engine as? SQLiteEngine).pool }
}
