public import Returns

/// What a rule about the whole return has counted so far.
public struct CINTally: Sendable {
  /// What the rule counts, and what it compares that with.
  public var count = 0
  public var against = 0
  /// Codes that were met.
  public var codes: Set<CellText> = []

  mutating func merge(_ other: CINTally) {
    count += other.count
    against += other.against
    codes.formUnion(other.codes)
  }
}

/// Texts that no two children should share, each with its place.
struct CINSharedTexts: Sendable {
  struct Entry: Sendable {
    var text: CellText
    /// The place of the child among all children.
    var child: Int32
    var row: Int32
    var line: Int32
    var value: String
    var identifier: String?
  }

  var entries: [Entry] = []

  /// The entries whose text another one has too, in the order of the file.
  var shared: [Entry] {
    let sorted = entries.sorted {
      ($0.text.order.0, $0.text.order.1, $0.child) < ($1.text.order.0, $1.text.order.1, $1.child)
    }
    var shared: [Entry] = []
    var start = 0
    for end in 1...max(sorted.count, 1) {
      if end < sorted.count, sorted[end].text == sorted[start].text { continue }
      if end - start > 1 { shared += sorted[start..<min(end, sorted.count)] }
      start = end
    }
    return shared.sorted { $0.child < $1.child }
  }
}
