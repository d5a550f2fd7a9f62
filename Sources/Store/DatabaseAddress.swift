/// Where a database is: the path of a SQLite file, or `postgres://user@host/database`.
///
/// Beside a file lies the file of the key that signs its log, `<file>.key`; a server has no such place,
/// so that for PostgreSQL the key's file is always named.
public struct DatabaseAddress: Sendable, CustomStringConvertible {
  enum Place: Sendable {
    case file(path: String)
    case server(String)
  }

  let place: Place

  public init(_ text: String) {
    let isServer = ["postgres://", "postgresql://"].contains { text.hasPrefix($0) }
    place = isServer ? .server(text) : .file(path: text)
  }

  /// For whoever runs Kith.
  public var description: String {
    switch place {
    case .file(let path): path
    case .server(let text):
      (try? PostgreSQLAddress(text).description) ?? "postgres://"
    }
  }

  /// What whoever runs Kith should know of the connection; nil where there is nothing.
  public var note: String? {
    guard case .server(let text) = place else { return nil }
    return try? PostgreSQLAddress(text).note
  }

  /// The path of a database that is a file.
  public var path: String? {
    switch place {
    case .file(let path): path
    case .server: nil
    }
  }

  func openEngine(_ limits: DatabaseLimits = DatabaseLimits()) async throws -> any DatabaseEngine {
    switch place {
    case .file(let path): try await Task.detached { try SQLiteEngine(path: path) }.value
    case .server(let text): PostgreSQLEngine(try PostgreSQLAddress(text, limits))
    }
  }

  /// Reads, without changing a table, what may be a database of Kith; nil where there is none.
  func peek<Answer: Sendable>(
    _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer? {
    switch place {
    case .file(let path):
      return try await Task.detached { try SQLiteEngine.peek(path: path, body) }.value
    case .server(let text):
      let address = try PostgreSQLAddress(text)
      return try await Task.detached {
        try PostgreSQLSeat(address).transaction(.reading(repeatable: true), nil, body)
      }.value
    }
  }

  /// The same at once, on the thread of the caller.
  func peekNow<Answer>(_ body: (StoreConnection) throws -> Answer) throws -> Answer? {
    switch place {
    case .file(let path): return try SQLiteEngine.peek(path: path, body)
    case .server(let text):
      return try PostgreSQLSeat(PostgreSQLAddress(text)).transaction(
        .reading(repeatable: true), nil, body)
    }
  }
}
