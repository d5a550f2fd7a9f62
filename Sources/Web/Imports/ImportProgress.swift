import Synchronization

/// How far an import is; told by the import, asked by pages.
final class ImportProgress: Sendable {
  private let count = Mutex((done: 0, total: 0))

  var done: Int { count.withLock { $0.done } }
  var total: Int { count.withLock { $0.total } }

  func begin(total: Int) { count.withLock { $0.total = total } }

  func advance(to done: Int) { count.withLock { $0.done = done } }
}
