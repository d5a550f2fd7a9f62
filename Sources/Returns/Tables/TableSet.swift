/// The tables of a return, filled from its files.
public struct TableSet: Sendable {
  /// A table for each layout, in the order of the layouts.
  public private(set) var tables: [Table]

  /// Files that are none of the tables, or cannot be read.
  private var fileRefusals: [Refusal] = []
  private var fileNotes: [ReadingNote] = []

  public init(_ layouts: [TableLayout], limits: ReadingLimits = .standard) {
    tables = layouts.map { Table($0, keepsDays: limits.keepsDays) }
  }

  /// Adds a CSV file to the table that it holds.
  ///
  /// What cannot be read becomes a refusal.
  public mutating func read(_ file: SourceFile, limits: ReadingLimits = .standard) {
    do throws(Refusal) {
      let sheet = try Sheet(file, limits: limits)
      let recognition = try TableRecognition(of: sheet, among: tables.map(\.layout), limits)
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
    tables[place].append(
      rows.sheet(), columns: tables[place].layout.columns.indices.map { $0 })
  }

  /// Adds a sheet of any columns to the table at `place`; columns that it lacks are empty.
  public mutating func add(_ sheet: Sheet, toTableAt place: Int) {
    let names = sheet.columns.map { $0.uppercased() }
    tables[place].append(
      sheet,
      columns: tables[place].layout.columns.map { names.firstIndex(of: $0.name.uppercased()) })
  }

  public var refusals: [Refusal] { fileRefusals + tables.flatMap(\.refusals) }

  public var notes: [ReadingNote] { fileNotes + tables.flatMap(\.notes) }
}
