/// A status in a word or two.
public struct Tag: Component {
  public enum Colour: String, CaseIterable, Sendable {
    case blue, grey, green, turquoise, purple, pink, red, orange, yellow
    case lightBlue = "light-blue"
  }

  let text: String
  let colour: Colour

  public init(_ text: String, _ colour: Colour = .blue) {
    self.text = text
    self.colour = colour
  }

  public var markup: Markup {
    strong(class: "govuk-tag govuk-tag--\(colour.rawValue)") { text }
  }
}
