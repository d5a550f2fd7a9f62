/// An HTML or SVG element: call it with its class, its other attributes and its content.
///
/// ```swift
/// p(class: "govuk-body") { "Seen at " ; strong { place } }
/// ```
public struct Element: Sendable {
  let name: StaticString
  /// Browsers drop a newline straight after `<textarea>` and `<pre>`, so one is written for them
  /// to drop: text that begins with a newline keeps it.
  let dropsFirstNewline: Bool

  init(_ name: StaticString, dropsFirstNewline: Bool = false) {
    self.name = name
    self.dropsFirstNewline = dropsFirstNewline
  }

  public func callAsFunction(
    class style: String? = nil, _ attributes: Attribute..., @MarkupBuilder content: () -> Markup
  ) -> Markup {
    write(style, attributes, content())
  }

  public func callAsFunction(class style: String? = nil, _ attributes: Attribute...) -> Markup {
    write(style, attributes, Markup())
  }

  /// For attributes that were put together beforehand.
  public func callAsFunction(
    class style: String? = nil, attributes: [Attribute], @MarkupBuilder content: () -> Markup
  ) -> Markup {
    write(style, attributes, content())
  }

  private func write(
    _ style: String?, _ attributes: [Attribute], _ content: Markup
  ) -> Markup {
    let start = Pen.length(start: name, style, attributes) + (dropsFirstNewline ? 1 : 0)
    let end = name.utf8CodeUnitCount + 3
    // What is small is written at once; what is large is not copied at every level it lies in.
    if content.length <= Element.small {
      return Markup(
        bytes: Pen.bytes(start + content.length + end) { pen in
          writeStart(style, attributes, &pen)
          content.write(with: &pen)
          writeEnd(&pen)
        })
    }
    return Markup([
      Markup(bytes: Pen.bytes(start) { writeStart(style, attributes, &$0) }), content,
      Markup(bytes: Pen.bytes(end) { writeEnd(&$0) }),
    ])
  }

  private static let small = 2_000

  private func writeStart(_ style: String?, _ attributes: [Attribute], _ pen: inout Pen) {
    pen.write(start: name, style, attributes)
    if dropsFirstNewline { pen.write(UInt8(ascii: "\n")) }
  }

  private func writeEnd(_ pen: inout Pen) {
    pen.write("</")
    pen.write(name)
    pen.write(UInt8(ascii: ">"))
  }
}

/// An HTML element that has no content and no end tag.
public struct VoidElement: Sendable {
  let name: StaticString

  init(_ name: StaticString) {
    self.name = name
  }

  public func callAsFunction(class style: String? = nil, _ attributes: Attribute...) -> Markup {
    self(class: style, attributes: attributes)
  }

  public func callAsFunction(class style: String? = nil, attributes: [Attribute]) -> Markup {
    Markup(
      bytes: Pen.bytes(Pen.length(start: name, style, attributes)) {
        $0.write(start: name, style, attributes)
      })
  }
}

extension Pen {
  fileprivate mutating func write(
    start name: StaticString, _ style: String?, _ attributes: [Attribute]
  ) {
    write(UInt8(ascii: "<"))
    write(name)
    if let style {
      write(" class=\"")
      write(escaped: style)
      write(UInt8(ascii: "\""))
    }
    for attribute in attributes { attribute.write(with: &self) }
    write(UInt8(ascii: ">"))
  }

  fileprivate static func length(
    start name: StaticString, _ style: String?, _ attributes: [Attribute]
  ) -> Int {
    var length = name.utf8CodeUnitCount + 2
    if let style { length += 9 + Pen.length(escaped: style) }
    for attribute in attributes { length += attribute.length }
    return length
  }
}
