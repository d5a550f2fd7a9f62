/// Something wide that scrolls sideways by itself where the screen is narrow, so that the page does
/// not.
///
/// It can be reached and scrolled by keyboard, which needs a name to be announced by.
public struct ScrollRegion: Component {
  let name: String
  let content: Markup

  public init(_ name: String, @MarkupBuilder content: () -> Markup) {
    self.name = name
    self.content = content()
  }

  public var markup: Markup {
    div(class: "kith-scroll", .role("region"), .aria("label", name), .tabindex(0)) { content }
  }
}
