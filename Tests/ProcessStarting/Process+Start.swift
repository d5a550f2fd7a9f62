public import Foundation

/// One process is started at a time.
private let turn = NSLock()

extension Process {
  /// `run`, for tests, which run beside one another.
  ///
  /// On Linux, Foundation looks which files are open, tells the new process to close them, and enters it
  /// in a list that the whole program shares; begun on several threads at once, that once crashed.
  public func start() throws {
    try turn.withLock { try run() }
  }
}
