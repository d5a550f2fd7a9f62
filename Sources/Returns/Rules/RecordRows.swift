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
  private var cells: UnsafeMutableBufferPointer<Cell>
  /// The place in the record of the element of each cell, or -1.
  private var sources: UnsafeMutableBufferPointer<Int32>
  /// The number of each row among all rows of its table in the file, and its place in the record.
  private var numbers: UnsafeMutableBufferPointer<Int32>
  private var places: UnsafeMutableBufferPointer<Int32>
  private var room = 16

  public private(set) var count = 0
  private var nextNumber: Int32 = 0

  /// - Parameters:
  ///   - number: The number of the table among those of the return.
  ///   - names: The names of elements that have numbers, in their order.
  public init(number: Int, names: [String]) {
    table = CheckedTable(number, isPrevious: false)
    width = Column.layout.columns.count
    columns = names.map { Int8(Column.layout.place(named: $0) ?? -1) }
    isDate = Column.layout.columns.map { $0.format.isDate }
    cells = .allocate(capacity: room * width)
    sources = .allocate(capacity: room * width)
    numbers = .allocate(capacity: room)
    places = .allocate(capacity: room)
  }

  deinit {
    cells.deallocate()
    sources.deallocate()
    numbers.deallocate()
    places.deallocate()
  }

  /// How many rows there were in all records so far.
  public var total: Int32 { nextNumber }

  /// Makes ready for the next record.
  public func removeAll() { count = 0 }

  /// Counts a row that is not looked at.
  public func skip() { nextNumber &+= 1 }

  /// Begins a row.
  public func begin(at place: Int) {
    if count == room { grow() }
    for cell in count * width..<(count + 1) * width {
      cells.initializeElement(at: cell, to: Cell())
      sources.initializeElement(at: cell, to: -1)
    }
    numbers.initializeElement(at: count, to: nextNumber)
    places.initializeElement(at: count, to: Int32(truncatingIfNeeded: place))
    nextNumber &+= 1
    count += 1
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
      table, cells: cells.baseAddress.map { UnsafePointer($0) },
      numbers: numbers.baseAddress.map { UnsafePointer($0) }, width: width, firstMark: 0,
      count: count)
  }

  private func grow() {
    func larger<Value>(_ old: inout UnsafeMutableBufferPointer<Value>, _ width: Int) {
      let new = UnsafeMutableBufferPointer<Value>.allocate(capacity: room * 2 * width)
      _ = new.moveInitialize(fromContentsOf: old[..<(room * width)])
      old.deallocate()
      old = new
    }
    larger(&cells, width)
    larger(&sources, width)
    larger(&numbers, 1)
    larger(&places, 1)
    room *= 2
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

  /// A value as received; nil where it is empty.
  func text(row: Int, column: Int, in record: XMLRecord) -> String?
}

extension RecordRows: RecordTable {
  public func number(of row: Int) -> Int { Int(numbers[row]) }

  public func line(of row: Int, in record: XMLRecord) -> Int { Int(record[Int(places[row])].line) }

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
