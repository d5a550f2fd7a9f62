/// One element of an XML file, with everything in it.
public struct XMLPart: Sendable, Hashable {
  /// The name without a namespace prefix.
  public var name: String
  /// The line that its start tag ends on.
  public var line: Int
  /// Its own text without blanks around it; nil where there is none.
  ///
  /// Only an element without children has text: what stands between elements is dropped.
  public var text: String?
  public var children: [XMLPart]

  public init(_ name: String, line: Int = 0, text: String? = nil, children: [XMLPart] = []) {
    self.name = name
    self.line = line
    self.text = text
    self.children = children
  }

  /// The first child with this name.
  public subscript(name: String) -> XMLPart? { children.first { $0.name == name } }

  /// The children with this name.
  public func all(_ name: String) -> [XMLPart] { children.filter { $0.name == name } }
}

extension XMLPart {
  /// The element written as XML.
  public var xml: String {
    var writer = XMLWriter(declaration: false)
    writer.element(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
