/// A mark beside a heading or a name, weaker than a `Tag`: outlined, in small capitals.
public struct Badge: Component {
  public enum Colour: String, CaseIterable, Sendable {
    case blue, grey, green, red, purple
  }

  let text: String
  let colour: Colour

  public init(_ text: String, _ colour: Colour = .blue) {
    self.text = text
    self.colour = colour
  }

  public var markup: Markup { span(class: "kith-badge kith-badge--\(colour.rawValue)") { text } }
}
