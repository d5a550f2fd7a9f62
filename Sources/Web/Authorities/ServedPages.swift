import CareRecord
import Synchronization

/// The pages of every authority that a server has; more may come while it runs.
final class ServedPages: Sendable {
  /// Those by whose store the process says how it is.
  let first: AuthorityPages
  private let pages: Mutex<[Authority: AuthorityPages]>

  init(_ first: AuthorityPages, _ more: [AuthorityPages]) {
    self.first = first
    pages = Mutex(Dictionary(([first] + more).map { ($0.authority, $0) }) { first, _ in first })
  }

  func add(_ new: AuthorityPages) { pages.withLock { $0[new.authority] = new } }

  subscript(authority: Authority) -> AuthorityPages? { pages.withLock { $0[authority] } }

  var isOne: Bool { pages.withLock { $0.count == 1 } }

  /// In the order in which people look for theirs.
  var all: [AuthorityPages] {
    pages.withLock { Array($0.values) }.sorted { ($0.name, $0.authority) < ($1.name, $1.authority) }
  }
}
