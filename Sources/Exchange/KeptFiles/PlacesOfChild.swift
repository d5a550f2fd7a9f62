import Returns

/// Where the rows of a child stand in a text whose separators and tags are ASCII.
struct PlacesOfChild {
  private(set) var ranges: [Range<Int>] = []
  /// Whether a number of the child stands somewhere else too.
  private(set) var isElsewhere = false

  init(_ form: SourceFile.Form, _ text: ArraySlice<UInt8>, _ names: ChildNames) {
    switch form {
    case .table: self = .ofTable(text, names)
    case .xml: self = .ofXML(text, names)
    }
  }

  private init() {}

  /// The text without them.
  func cut(from bytes: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    var start = 0
    for range in ranges {
      kept += bytes[start..<range.lowerBound]
      start = range.upperBound
    }
    return kept + bytes[start...]
  }

  // MARK: - Tables

  /// The lines whose column `CHILD` names the child, each with its line break.
  static func ofTable(_ text: ArraySlice<UInt8>, _ names: ChildNames) -> PlacesOfChild {
    var places = PlacesOfChild()
    var lines = TableLines(text)
    guard let header = lines.next() else { return places }
    let column = header.cells.firstIndex { $0.lowercased() == "child" }
    while let line = lines.next() {
      let isOwn = column.map {
        line.cells.indices.contains($0) && names.own.contains(line.cells[$0])
      }
      if isOwn ?? false || line.cells.contains(where: names.unique.contains) {
        places.ranges.append(line.range)
      } else if column == nil, line.cells.contains(where: names.own.contains) {
        places.isElsewhere = true
      }
    }
    return places
  }

  // MARK: - XML

  /// The elements `<Child>` or `<CHILD>` that hold a number of the child as the whole text of an
  /// element.
  static func ofXML(_ text: ArraySlice<UInt8>, _ names: ChildNames) -> PlacesOfChild {
    var places = PlacesOfChild()
    var tags = XMLTags(text)
    var start: Int?
    var isChild = false
    var opened: (name: String, end: Int)?
    while let tag = tags.next() {
      let isElement = tag.name.lowercased() == "child"
      if isElement, !tag.isEnd {
        (start, isChild) = (tag.range.lowerBound, false)
      } else if isElement, let begun = start {
        if isChild { places.ranges.append(begun..<tag.range.upperBound) }
        start = nil
      } else if tag.isEnd, let open = opened, open.name == tag.name {
        let value = String(decoding: text[open.end..<tag.range.lowerBound], as: UTF8.self)
          .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isOwn =
          ["lachildid", "childid", "child"].contains(tag.name.lowercased())
          && names.own.contains(value)
        if isOwn || names.unique.contains(value) {
          if start == nil { places.isElsewhere = true } else { isChild = true }
        }
      }
      opened = tag.isEnd ? nil : (name: tag.name, end: tag.range.upperBound)
    }
    return places
  }
}

/// The lines of a table, each with its cells; a quoted cell may hold line breaks.
private struct TableLines {
  private let text: ArraySlice<UInt8>
  private let separator: UInt8
  private var place: Int

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    place = text.startIndex
    let header = text.prefix { $0 != 0x0A && $0 != 0x0D }
    var best: (separator: UInt8, count: Int) = (0x2C, 0)
    for separator: UInt8 in [0x2C, 0x3B, 0x09, 0x7C] {
      let count = header.count { $0 == separator }
      if count > best.count { best = (separator, count) }
    }
    separator = best.separator
  }

  mutating func next() -> (range: Range<Int>, cells: [String])? {
    guard place < text.endIndex else { return nil }
    let start = place
    var cells: [String] = []
    var cell: [UInt8] = []
    var quoted = false
    func end() { cells.append(trimmed(cell)) }
    while place < text.endIndex {
      let byte = text[place]
      place += 1
      if quoted {
        if byte != 0x22 {
          cell.append(byte)
        } else if place < text.endIndex, text[place] == 0x22 {
          cell.append(byte)
          place += 1
        } else {
          quoted = false
        }
      } else if byte == 0x22, cell.allSatisfy({ $0 == 0x20 }) {
        quoted = true
      } else if byte == separator {
        end()
        cell = []
      } else if byte == 0x0A || byte == 0x0D {
        if byte == 0x0D, place < text.endIndex, text[place] == 0x0A { place += 1 }
        break
      } else {
        cell.append(byte)
      }
    }
    end()
    return (start..<place, cells)
  }

  private func trimmed(_ cell: [UInt8]) -> String {
    let text = String(decoding: cell, as: UTF8.self)
    return String(
      text.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
        .reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}

/// The tags of an XML text, comments and the like passed over.
private struct XMLTags {
  struct Tag {
    let name: String
    let isEnd: Bool
    let range: Range<Int>
  }

  private let text: ArraySlice<UInt8>
  private var place: Int

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    place = text.startIndex
  }

  mutating func next() -> Tag? {
    while let start = text[place...].firstIndex(of: UInt8(ascii: "<")) {
      if let end = passed("<!--", "-->", at: start) ?? passed("<![CDATA[", "]]>", at: start)
        ?? passed("<?", "?>", at: start) ?? passed("<!", ">", at: start)
      {
        place = end
        continue
      }
      guard let end = text[start...].firstIndex(of: UInt8(ascii: ">")) else { break }
      place = end + 1
      // An element without content neither begins nor ends anything.
      if text[end - 1] == UInt8(ascii: "/") { continue }
      let isEnd = text[start + 1] == UInt8(ascii: "/")
      let name = text[(start + (isEnd ? 2 : 1))..<end]
        .prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
      return Tag(
        name: String(decoding: name, as: UTF8.self), isEnd: isEnd, range: start..<end + 1)
    }
    place = text.endIndex
    return nil
  }

  /// Where something that begins here ends; nil where it does not begin here.
  private func passed(_ opening: String, _ closing: String, at start: Int) -> Int? {
    guard text[start...].starts(with: opening.utf8) else { return nil }
    return text[start...].firstRange(of: Array(closing.utf8))?.upperBound ?? text.endIndex
  }
}
