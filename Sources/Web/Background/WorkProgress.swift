import Synchronization

/// How far long work is; told by the work, asked by pages and by the queue.
final class WorkProgress: Sendable {
  private let count = Mutex((done: 0, total: 0))

  var done: Int { count.withLock { $0.done } }
  var total: Int { count.withLock { $0.total } }

  func begin(total: Int) { count.withLock { $0.total = total } }

  func advance(to done: Int) { count.withLock { $0.done = done } }
}
