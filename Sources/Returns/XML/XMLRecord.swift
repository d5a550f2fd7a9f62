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

  private var nodes: UnsafeMutableBufferPointer<Node>
  private var bytes: UnsafeMutableBufferPointer<UInt8>
  /// How many elements there are, the record's own included.
  public private(set) var count = 0
  private var byteCount = 0
  private var names: [String]

  init(names: [String]) {
    nodes = .allocate(capacity: 256)
    bytes = .allocate(capacity: 8192)
    self.names = names
  }

  deinit {
    nodes.deallocate()
    bytes.deallocate()
  }

  /// The element at a place; the record itself is at 0.
  @inline(__always)
  public subscript(place: Int) -> Node {
    precondition(place >= 0 && place < count)
    return nodes[place]
  }

  /// The text of an element in UTF-8, without blanks around it; empty where there is none.
  ///
  /// Valid until the record changes.
  @inline(__always)
  public func bytes(at place: Int) -> UnsafeBufferPointer<UInt8> {
    let node = self[place]
    return UnsafeBufferPointer(
      rebasing: bytes[Int(node.textStart)..<Int(node.textStart &+ node.textCount)])
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
    count = 0
    byteCount = 0
  }

  /// Names may have been added since the record was made.
  func update(_ all: [String]) {
    if names.count != all.count { names = all }
  }

  /// Adds an element and says its place.
  func start(_ name: Int32, line: Int) -> Int {
    if count == nodes.count {
      let larger = UnsafeMutableBufferPointer<Node>.allocate(capacity: count * 2)
      _ = larger.moveInitialize(fromContentsOf: nodes)
      nodes.deallocate()
      nodes = larger
    }
    nodes.initializeElement(
      at: count,
      to: Node(
        name: name, line: Int32(truncatingIfNeeded: line),
        end: Int32(truncatingIfNeeded: count + 1),
        textStart: Int32(truncatingIfNeeded: byteCount), textCount: 0))
    count += 1
    return count - 1
  }

  /// Adds text to the open element.
  func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard let source = text.baseAddress else { return }
    if byteCount + text.count > bytes.count {
      let larger = UnsafeMutableBufferPointer<UInt8>.allocate(
        capacity: max(bytes.count * 2, byteCount + text.count))
      _ = larger.moveInitialize(fromContentsOf: bytes[..<byteCount])
      bytes.deallocate()
      bytes = larger
    }
    guard let base = bytes.baseAddress else { return }
    (base + byteCount).initialize(from: source, count: text.count)
    byteCount += text.count
  }

  /// Forgets what stands between elements.
  func dropText(to mark: Int) { byteCount = mark }

  var textMark: Int { byteCount }

  /// Ends an element: one without children gets its text.
  func end(_ place: Int) {
    nodes[place].end = Int32(truncatingIfNeeded: count)
    var start = Int(nodes[place].textStart)
    var end = byteCount
    guard place == count - 1 else { return }
    while start < end, bytes[start].isBlankOrBreak { start += 1 }
    while start < end, bytes[end - 1].isBlankOrBreak { end -= 1 }
    nodes[place].textStart = Int32(truncatingIfNeeded: start)
    nodes[place].textCount = Int32(truncatingIfNeeded: end - start)
    byteCount = end
  }
}
