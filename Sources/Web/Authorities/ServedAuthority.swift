public import CareRecord
public import Checking

/// An authority whose pages are served: its own store, and what is derived in it.
///
/// Nothing else of the database is within reach of its pages.
public struct ServedAuthority: Sendable {
  public let authority: Authority
  /// What it is called where people choose among several, such as "Leeds".
  public let name: String
  /// As the head of each page names it.
  public let council: String
  let store: any WebStore
  let rules: LiveRules?

  /// - Parameter rules: those that keep what would fail true in the store
  public init(
    _ authority: Authority, name: String, council: String, store: any WebStore,
    rules: LiveRules? = nil
  ) {
    self.authority = authority
    self.name = name
    self.council = council
    self.store = store
    self.rules = rules
  }
}
