/// The tables of a return, filled from its files.
public struct TableSet: Sendable {
  /// A table for each layout, in the order of the layouts.
  public private(set) var tables: [Table]

  /// Files that are none of the tables, or cannot be read.
  private var fileRefusals: [Refusal] = []
  private var fileNotes: [ReadingNote] = []

  public init(_ layouts: [TableLayout]) {
    tables = layouts.map(Table.init)
  }

  /// Adds a CSV file to the table that it holds.
  ///
  /// What cannot be read becomes a refusal.
  public mutating func read(_ file: SourceFile, limits: ReadingLimits = .standard) {
    do throws(Refusal) {
      let sheet = try Sheet(file, limits: limits)
      let recognition = try TableRecognition(of: sheet, among: tables.map(\.layout))
      fileNotes += recognition.notes
      for place in tables.indices where tables[place].layout == recognition.layout {
        tables[place].append(sheet, columns: recognition.columns)
      }
    } catch {
      fileRefusals.append(error)
    }
  }

  /// Adds rows that were read from something other than CSV to the table at `place`.
  public mutating func add(_ rows: SheetBuilder, toTableAt place: Int) {
    let sheet = rows.sheet()
    tables[place].append(sheet, columns: sheet.columns.indices.map { $0 })
  }

  public var refusals: [Refusal] { fileRefusals + tables.flatMap(\.refusals) }

  public var notes: [ReadingNote] { fileNotes + tables.flatMap(\.notes) }
}
