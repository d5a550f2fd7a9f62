/// Where a database is: the path of a SQLite file.
public struct DatabaseAddress: Sendable, CustomStringConvertible {
  enum Place: Sendable {
    case file(path: String)
  }

  let place: Place

  public init(_ text: String) { place = .file(path: text) }

  /// For whoever runs Kith.
  public var description: String {
    switch place {
    case .file(let path): path
    }
  }

  /// The path of a database that is a file.
  public var path: String? {
    switch place {
    case .file(let path): path
    }
  }

  func openEngine() async throws -> any DatabaseEngine {
    switch place {
    case .file(let path): try await Task.detached { try SQLiteEngine(path: path) }.value
    }
  }

  /// Reads, without changing a table, what may be a database of Kith; nil where there is none.
  func peek<Answer: Sendable>(
    _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer? {
    switch place {
    case .file(let path):
      try await Task.detached { try SQLiteEngine.peek(path: path, body) }.value
    }
  }

  /// The same at once, on the thread of the caller.
  func peekNow<Answer>(_ body: (StoreConnection) throws -> Answer) throws -> Answer? {
    switch place {
    case .file(let path): try SQLiteEngine.peek(path: path, body)
    }
  }
}
