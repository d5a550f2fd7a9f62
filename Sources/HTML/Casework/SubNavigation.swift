/// The parts of a record or section, side by side below its heading.
public struct SubNavigation: Component {
  let name: String
  let items: [NavigationItem]
  let current: Link

  public init(_ name: String, _ items: [NavigationItem], current: Link) {
    self.name = name
    self.items = items
    self.current = current
  }

  public var markup: Markup {
    nav(class: "kith-sub-navigation", .aria("label", name)) {
      ul { for item in items { item.entry(isCurrent: item.link == current) } }
    }
  }
}

/// The parts of a section, one below the other at the side of the page, in groups.
public struct SideNavigation: Component {
  public struct Group: Sendable {
    let title: String?
    let items: [NavigationItem]

    public init(_ title: String? = nil, _ items: [NavigationItem]) {
      self.title = title
      self.items = items
    }
  }

  let name: String
  let groups: [Group]
  let current: Link

  public init(_ name: String, _ groups: [Group], current: Link) {
    self.name = name
    self.groups = groups
    self.current = current
  }

  public var markup: Markup {
    nav(class: "kith-side-navigation", .aria("label", name)) {
      for group in groups {
        if let title = group.title { h2(class: "kith-side-navigation__title") { title } }
        ul { for item in group.items { item.entry(isCurrent: item.link == current) } }
      }
    }
  }
}

extension NavigationItem {
  fileprivate func entry(isCurrent: Bool) -> Markup {
    li { a(.href(link), .aria("current", isCurrent ? "page" : nil)) { title } }
  }
}
