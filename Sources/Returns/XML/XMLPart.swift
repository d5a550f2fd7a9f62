/// One element of an XML file, with everything in it.
public struct XMLPart {
  public let record: XMLRecord
  /// The place of the element in its record.
  public let place: Int

  public init(_ record: XMLRecord, at place: Int = 0) {
    self.record = record
    self.place = place
  }

  /// The name without a namespace prefix.
  public var name: String { record.name(record[place].name) }

  /// The line that its start tag ends on.
  public var line: Int { Int(record[place].line) }

  /// Its own text without blanks around it; nil where there is none.
  ///
  /// Only an element without children has text: what stands between elements is dropped.
  public var text: String? { record.text(at: place) }

  public var children: XMLParts { XMLParts(parent: self) }

  public var hasChildren: Bool { record[place].end > place + 1 }

  /// The first child with this name.
  public subscript(name: String) -> XMLPart? { children.first { $0.name == name } }

  /// The children with this name.
  public func all(_ name: String) -> [XMLPart] { children.filter { $0.name == name } }

  /// The element written as XML.
  public var xml: String {
    var writer = XMLWriter(declaration: false)
    writer.element(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

/// The elements straight below another, in the order of the file.
public struct XMLParts: Sequence, IteratorProtocol {
  private let record: XMLRecord
  private var place: Int
  private let end: Int

  init(parent: XMLPart) {
    record = parent.record
    place = parent.place + 1
    end = Int(parent.record[parent.place].end)
  }

  public mutating func next() -> XMLPart? {
    guard place < end else { return nil }
    defer { place = Int(record[place].end) }
    return XMLPart(record, at: place)
  }
}
