/// The rows of one table in one record of an XML file, as cells: trimmed, with their case, dates read.
///
/// Used again for each record. Not for two threads at once.
public final class RecordRows<Column: TableColumn> {
  /// What an element was to a row.
  public enum Meeting {
    case filled
    /// A date that cannot be read.
    case unreadable
    /// The row has this column already.
    case repeated
    /// It is no column of the table.
    case unknown
  }

  private let table: CheckedTable
  private let width: Int
  /// For the number of each name its column, or -1.
  private let columns: [Int8]
  private let isDate: [Bool]
  private let cells: FlatList<Cell>
  /// The place in the record of the element of each cell, or -1.
  private let sources: FlatList<Int32>
  /// The number of each row among all rows of its table in the file, and its place in the record.
  private let numbers = FlatList<Int32>(room: 16)
  private let places = FlatList<Int32>(room: 16)
  /// The number of the next row.
  private let next = FlatList<Int32>(room: 1)

  /// How many rows the record has so far.
  public var count: Int { numbers.count }

  /// - Parameters:
  ///   - number: The number of the table among those of the return.
  ///   - columns: For the number of each name its column, or -1.
  public init(number: Int, columns: [Int8]) {
    table = CheckedTable(number, isPrevious: false)
    width = Column.layout.columns.count
    self.columns = columns
    isDate = Column.layout.columns.map { $0.format.isDate }
    cells = FlatList(room: 16 * width)
    sources = FlatList(room: 16 * width)
    next.append(0)
  }

  /// How many rows there were in all records so far.
  public var total: Int32 { next[0] }

  /// Makes ready for the next record.
  public func removeAll() {
    cells.cut(to: 0)
    sources.cut(to: 0)
    numbers.cut(to: 0)
    places.cut(to: 0)
  }

  /// Counts a row that is not looked at.
  public func skip() { next[0] &+= 1 }

  /// Begins a row.
  public func begin(at place: Int) {
    for _ in 0..<width {
      cells.append(Cell())
      sources.append(-1)
    }
    numbers.append(next[0])
    places.append(Int32(truncatingIfNeeded: place))
    next[0] &+= 1
  }

  /// Fills a cell of the row that was begun last.
  @inline(__always)
  public func take(_ name: Int32, at place: Int, of record: XMLRecord) -> Meeting {
    guard name < columns.count, count > 0 else { return .unknown }
    let column = Int(columns[Int(name)])
    guard column >= 0 else { return .unknown }
    let cell = (count - 1) * width + column
    guard sources[cell] < 0 else { return .repeated }
    sources[cell] = Int32(truncatingIfNeeded: place)
    let bytes = record.bytes(at: place)
    guard !bytes.isEmpty else { return .filled }
    cells[cell].text = CellText(bytes)
    guard isDate[column] else { return .filled }
    let day = CellDay(bytes, .iso)
    cells[cell].day = day
    return day.isKnown ? .filled : .unreadable
  }

  /// The record's rows, valid until it changes.
  public var rows: CheckedRows<Column> {
    CheckedRows(
      table, cells: UnsafePointer(cells.base), numbers: UnsafePointer(numbers.base), width: width,
      firstMark: 0, count: count)
  }
}

/// The rows of one table in a record, whatever the table.
public protocol RecordTable: AnyObject {
  /// How many rows there were in all records so far.
  var total: Int32 { get }

  /// The number of a row among all rows of its table, from 0.
  func number(of row: Int) -> Int

  /// The line on which a row stands.
  func line(of row: Int, in record: XMLRecord) -> Int

  /// A value as received, in UTF-8; empty where there is none. Valid until the record changes.
  func bytes(row: Int, column: Int, in record: XMLRecord) -> UnsafeBufferPointer<UInt8>
}

extension RecordRows: RecordTable {
  public func number(of row: Int) -> Int { Int(numbers[row]) }

  public func line(of row: Int, in record: XMLRecord) -> Int { Int(record[Int(places[row])].line) }

  public func bytes(
    row: Int, column: Int, in record: XMLRecord
  ) -> UnsafeBufferPointer<UInt8> {
    let source = sources[row * width + column]
    return source < 0
      ? UnsafeBufferPointer(start: nil, count: 0) : record.bytes(at: Int(source))
  }

  /// A value as received; nil where it is empty.
  public func text(row: Int, column: Int, in record: XMLRecord) -> String? {
    let source = sources[row * width + column]
    return source < 0 ? nil : record.text(at: Int(source))
  }

  /// The line of a value; nil where there is none.
  public func line(row: Int, column: Int, in record: XMLRecord) -> Int? {
    let source = sources[row * width + column]
    return source < 0 ? nil : Int(record[Int(source)].line)
  }

  /// A row with its texts.
  public func row(at row: Int, in record: XMLRecord, file: String) -> Row<Column> {
    var values = Row<Column>(
      origin: RowOrigin(file: file, line: line(of: row, in: record)))
    values.lines = Array(repeating: 0, count: width)
    for column in Column.allCases {
      values[column] = text(row: row, column: column.rawValue, in: record)
      values.lines[column.rawValue] = Int32(
        truncatingIfNeeded: line(row: row, column: column.rawValue, in: record) ?? 0)
    }
    return values
  }
}
