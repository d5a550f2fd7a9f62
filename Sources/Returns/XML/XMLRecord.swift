/// One record of an XML file, laid out flat: its elements in the order of their start tags, each with
/// the number of its name and its place in the text.
///
/// Used again for the next record unless someone still holds it. Not for two threads at once.
public final class XMLRecord {
  /// One element.
  public struct Node {
    /// The number of its name, see `name(_:)`.
    public internal(set) var name: Int32
    /// The line that its start tag ends on.
    public internal(set) var line: Int32
    /// The place behind its last descendant: the elements in it begin at the next place.
    public internal(set) var end: Int32
    /// Where its text is among the bytes; only an element without children has text, without blanks
    /// around it.
    var textStart: Int32
    var textCount: Int32
  }

  private let nodes = FlatList<Node>(room: 256)
  private let bytes = FlatList<UInt8>(room: 8192)
  private var names: [String]

  init(names: [String]) { self.names = names }

  /// How many elements there are, the record's own included.
  public var count: Int { nodes.count }

  /// The element at a place; the record itself is at 0.
  @inline(__always)
  public subscript(place: Int) -> Node { nodes[place] }

  /// The text of an element in UTF-8, without blanks around it; empty where there is none.
  ///
  /// Valid until the record changes.
  @inline(__always)
  public func bytes(at place: Int) -> UnsafeBufferPointer<UInt8> {
    let node = self[place]
    return UnsafeBufferPointer(
      start: bytes.base + Int(node.textStart), count: Int(node.textCount))
  }

  /// The text of an element, without blanks around it; nil where there is none.
  public func text(at place: Int) -> String? {
    let bytes = bytes(at: place)
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// The name that has a number.
  public func name(_ number: Int32) -> String { names[Int(number)] }
}

// MARK: - Putting together

extension XMLRecord {
  func removeAll() {
    nodes.cut(to: 0)
    bytes.cut(to: 0)
  }

  /// Names may have been added since the record was made.
  func update(_ all: [String]) {
    if names.count != all.count { names = all }
  }

  /// Adds an element and says its place.
  @inline(__always)
  func start(_ name: Int32, line: Int) -> Int {
    let place = nodes.count
    nodes.append(
      Node(
        name: name, line: Int32(truncatingIfNeeded: line),
        end: Int32(truncatingIfNeeded: place + 1),
        textStart: Int32(truncatingIfNeeded: bytes.count), textCount: 0))
    return place
  }

  /// Adds text to the open element.
  @inline(__always)
  func append(_ text: UnsafeBufferPointer<UInt8>) { bytes.append(text) }

  /// How many bytes of text there are, that of the open element included.
  var textMark: Int { bytes.count }

  /// Forgets what stands between elements.
  func dropText(to mark: Int) { bytes.cut(to: mark) }

  /// Ends an element: one without children gets its text.
  @inline(__always)
  func end(_ place: Int) {
    let count = nodes.count
    nodes[place].end = Int32(truncatingIfNeeded: count)
    guard place == count - 1 else { return }
    var start = Int(nodes[place].textStart)
    var end = bytes.count
    while start < end, bytes[start].isBlankOrBreak { start += 1 }
    while start < end, bytes[end - 1].isBlankOrBreak { end -= 1 }
    nodes[place].textStart = Int32(truncatingIfNeeded: start)
    nodes[place].textCount = Int32(truncatingIfNeeded: end - start)
    bytes.cut(to: end)
  }
}
