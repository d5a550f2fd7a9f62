/// A table of a return: its name, the usual name of its file, its columns, and its years.
public struct TableLayout: Sendable, Hashable {
  /// One column.
  public struct Column: Sendable, Hashable {
    public let name: String
    public let format: ValueFormat
  }

  /// What the return calls the table, such as `Episodes`.
  public let name: String
  /// The usual file, such as `episodes.csv`; empty where the table has no file of its own.
  public let file: String
  /// The columns in the order in which they are written.
  public let columns: [Column]
  /// Columns that a file may bring beside these, and that are worked out otherwise.
  public let derived: [String]
  /// The first collection year that has this table; nil where all do.
  public let firstYear: CollectionYear?
  /// The last collection year that has this table; nil where it still exists.
  public let lastYear: CollectionYear?

  private let places: [String: Int]

  /// The table whose columns are the cases of `Column`.
  public init<C: TableColumn>(
    _ name: String, _ columns: C.Type, file: String = "", derived: [String] = [],
    firstYear: CollectionYear? = nil, lastYear: CollectionYear? = nil
  ) {
    self.name = name
    self.file = file
    self.derived = derived
    self.columns = C.allCases.map { Column(name: $0.name, format: $0.format) }
    self.firstYear = firstYear
    self.lastYear = lastYear
    places = Dictionary(uniqueKeysWithValues: self.columns.enumerated().map { ($1.name, $0) })
  }

  /// Whether this collection year has the table.
  public func exists(in year: CollectionYear) -> Bool {
    (firstYear ?? year) <= year && year <= (lastYear ?? year)
  }

  public var columnNames: [String] { columns.map(\.name) }

  /// The place of the column with exactly this name.
  public func place(named name: String) -> Int? { places[name] }

  /// The usual file name without its ending.
  var fileStem: String { file.split(separator: ".").first.map { $0.lowercased() } ?? "" }
}
