/// An entry of a navigation: where it leads and what it is called.
public struct NavigationItem: Hashable, Sendable {
  public let title: String
  public let link: Link

  public init(_ title: String, _ link: Link) {
    self.title = title
    self.link = link
  }
}
