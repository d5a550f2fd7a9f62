/// An attribute of an element, such as `.class("kith-badge")`.
///
/// Only this module can name a new one, so that no script or style can be written into a page by
/// way of an attribute, and an address is always a `Link`. `data-` and `aria-` take any name.
public struct Attribute: Sendable {
  enum Value: Sendable {
    /// Not written at all.
    case absent
    /// Written as its name alone.
    case present
    case text(String)
  }

  let prefix: StaticString
  let name: StaticString
  let value: Value

  init(_ name: StaticString, _ value: Value, prefix: StaticString = "") {
    self.prefix = prefix
    self.name = name
    self.value = value
  }

  init(_ name: StaticString, _ value: String?) {
    self.init(name, value.map(Value.text) ?? .absent)
  }

  init(_ name: StaticString, _ number: Int) {
    self.init(name, .text(String(number)))
  }

  /// A coordinate.
  init(_ name: StaticString, _ number: Double) {
    self.init(name, .text(Attribute.short(number)))
  }

  init(_ name: StaticString, _ link: Link) {
    self.init(name, .text(link.text))
  }

  init(_ name: StaticString, when condition: Bool) {
    self.init(name, condition ? .present : .absent)
  }

  /// Nothing; for the other branch of a condition.
  public static let none = Attribute("", .absent)

  /// `data-module="govuk-button"` is `.data("module", "govuk-button")`.
  ///
  /// Nil writes nothing.
  public static func data(_ name: StaticString, _ value: String? = "") -> Attribute {
    Attribute(name, value.map(Value.text) ?? .absent, prefix: "data-")
  }

  public static func data(_ name: StaticString, _ link: Link) -> Attribute {
    data(name, link.text)
  }

  /// `aria-label="Pages"` is `.aria("label", "Pages")`.
  ///
  /// Nil writes nothing.
  public static func aria(_ name: StaticString, _ value: String?) -> Attribute {
    Attribute(name, value.map(Value.text) ?? .absent, prefix: "aria-")
  }

  /// How many bytes `write` writes.
  var length: Int {
    let start = 1 + prefix.utf8CodeUnitCount + name.utf8CodeUnitCount
    return switch value {
    case .absent: 0
    case .present: start
    case .text(let text): start + 3 + Pen.length(escaped: text)
    }
  }

  func write(with pen: inout Pen) {
    if case .absent = value { return }
    pen.write(UInt8(ascii: " "))
    pen.write(prefix)
    pen.write(name)
    guard case .text(let text) = value else { return }
    pen.write("=\"")
    pen.write(escaped: text)
    pen.write(UInt8(ascii: "\""))
  }

  /// A coordinate with at most one decimal: `12`, `12.5`.
  ///
  /// What no drawing can hold is nought.
  static func short(_ number: Double) -> String {
    guard number.magnitude < 1e15 else { return "0" }
    let tenths = Int((number * 10).rounded())
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
  }
}
