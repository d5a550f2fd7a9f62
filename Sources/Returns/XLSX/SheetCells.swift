/// Reads the cells of one sheet of a workbook.
final class SheetCells: OfficeXMLReader {
  private(set) var rows: [WorkbookSheet.Row] = []
  private(set) var failure: String?
  private(set) var merged: [CellRange] = []
  private(set) var columnsLeftOut = false

  private let shared: [String]
  private let styles: WorkbookStyles
  private let epoch: WorkbookEpoch
  private let limits: WorkbookLimits

  private var row = WorkbookSheet.Row(number: 0, cells: [])
  private var cells = 0
  private var column = -1
  private var kind: String?
  private var style = 0
  private var bytes: [UInt8] = []
  private var isInValue = false
  private var phonetic = 0

  init(
    shared: [String], styles: WorkbookStyles, epoch: WorkbookEpoch, limits: WorkbookLimits
  ) {
    self.shared = shared
    self.styles = styles
    self.epoch = epoch
    self.limits = limits
  }

  func start(_ name: String, _ attributes: OfficeXML.Attributes) {
    switch name {
    case "row":
      let next = row.number + 1
      let given = attributes["r"].flatMap { Int($0) } ?? next
      guard given >= next, given <= 1 << 20 else {
        failure = "its rows are out of order"
        return
      }
      row = WorkbookSheet.Row(number: given, cells: [])
      column = -1
    case "c":
      column = attributes["r"].flatMap { CellPlace($0)?.column } ?? column + 1
      kind = attributes["t"]
      style = attributes["s"].flatMap { Int($0) } ?? 0
      bytes.removeAll(keepingCapacity: true)
    case "rPh": phonetic += 1
    case "v", "t": isInValue = phonetic == 0
    case "mergeCell":
      // Ten thousand is far beyond any list, and each costs a pass over its rows.
      guard merged.count < 10_000 else { return }
      if let range = attributes["ref"].flatMap(CellRange.init) { merged.append(range) }
    default: break
    }
  }

  func end(_ name: String) {
    switch name {
    case "rPh": phonetic -= 1
    case "v", "t": isInValue = false
    case "c": take(value)
    case "row":
      if !row.cells.isEmpty { rows.append(row) }
    default: break
    }
  }

  func text(_ more: UnsafeBufferPointer<UInt8>) {
    guard isInValue else { return }
    bytes += more
    if bytes.count > limits.cellBytes { failure = "a cell is longer than it can be" }
  }

  private func take(_ value: WorkbookValue) {
    guard value != .none else { return }
    guard column < limits.columns else {
      columnsLeftOut = true
      return
    }
    // Empty cells in front of this one are held too, so they count.
    cells += max(column + 1 - row.cells.count, 1)
    guard cells <= limits.cells else {
      failure = "it has more than \(grouped(limits.cells)) cells"
      return
    }
    row.set(column, value)
  }

  private var value: WorkbookValue {
    if bytes.isEmpty { return .none }
    switch kind {
    case "s":
      let place = Int(String(decoding: bytes, as: UTF8.self)) ?? -1
      return shared.indices.contains(place) ? .text(shared[place]) : .fault("#REF!")
    case "inlineStr", "str": return .text(OfficeText.decoded(bytes))
    case "b": return .truth(bytes == [0x31])
    case "e": return .fault(String(decoding: bytes, as: UTF8.self))
    case "d":
      let text = String(decoding: bytes, as: UTF8.self)
      return WorkbookDate.day(text).map { .day($0) } ?? .text(text)
    default:
      let text = String(decoding: bytes, as: UTF8.self)
      guard let number = Double(text), number.isFinite else { return .text(text) }
      if styles.isDate(style), let day = epoch.day(number) { return .day(day) }
      return .number(number)
    }
  }
}

/// Where a cell stands, from 0.
struct CellPlace: Hashable {
  var row: Int
  var column: Int

  /// Reads `B12`.
  init?(_ text: some StringProtocol) {
    var column = 0
    var row = 0
    var digits = 0
    for byte in text.utf8 where byte != UInt8(ascii: "$") {
      if byte &- 0x30 < 10 {
        digits += 1
        row = row * 10 + Int(byte - 0x30)
      } else {
        let letter = byte & 0xDF
        guard digits == 0, letter &- 0x41 < 26 else { return nil }
        column = column * 26 + Int(letter - 0x40)
      }
      // Excel ends at XFD1048576.
      guard column <= 16_384, row <= 1 << 20 else { return nil }
    }
    guard column > 0, row > 0 else { return nil }
    self.row = row - 1
    self.column = column - 1
  }
}

/// A rectangle of cells.
struct CellRange: Hashable {
  var first: CellPlace
  var last: CellPlace

  /// Reads `A1:C3`.
  init?(_ text: String) {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let first = CellPlace(parts[0]), let last = CellPlace(parts[1]),
      first.row <= last.row, first.column <= last.column
    else { return nil }
    self.first = first
    self.last = last
  }
}
