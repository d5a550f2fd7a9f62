public import Returns

/// An SSDA903 return as it was read: its tables, grouped by child.
///
/// ```swift
/// let received = ReturnFiles(paths: ["2017-18"])
/// let sorted = SortedFiles(received.files, among: [.ssda903, .cinCensus])
/// let submission = SSDA903Return(sorted.files(of: .ssda903))
/// for child in submission.children { … }
/// ```
public struct SSDA903Return: Sendable {
  /// A table for each case of `SSDA903Table`; without rows where no file holds it.
  public let tables: [Table]

  /// What is worth knowing although nothing was refused.
  public let notes: [ReadingNote]

  /// Files and rows that were left out, and dates that cannot be read.
  public let refusals: [Refusal]

  /// Whether some of it came as XML.
  public let isXML: Bool

  private let index: ChildIndex

  /// Reads CSV files, XML files or both.
  ///
  /// Nothing is thrown: what cannot be read is in `refusals`.
  public init(_ files: [SourceFile], limits: ReadingLimits = .standard) {
    var set = TableSet(SSDA903Table.allCases.map(\.layout), limits: limits)
    var notes = files.flatMap(\.notes)
    var refusals: [Refusal] = []
    for file in files {
      switch file.form {
      case .table: set.read(file, limits: limits)
      case .xml:
        let outcome = SSDA903XMLReader.read(file, into: &set, limits: limits)
        notes += outcome.report.notes(on: file.name)
        refusals += outcome.refusals
      }
    }
    self.init(
      set, isXML: files.contains { $0.form == .xml }, notes: notes, refusals: refusals)
  }

  /// A return of rows that were not read from files.
  public init(sheets: [(table: SSDA903Table, sheet: Sheet)], isXML: Bool = false) {
    var set = TableSet(SSDA903Table.allCases.map(\.layout))
    for (table, sheet) in sheets { set.add(sheet, toTableAt: table.rawValue) }
    self.init(set, isXML: isXML, notes: [], refusals: [])
  }

  private init(
    _ set: TableSet, isXML: Bool, notes: [ReadingNote], refusals: [Refusal]
  ) {
    var refusals = refusals
    tables = set.tables
    self.isXML = isXML
    index = ChildIndex(set.tables)
    refusals += set.refusals
    for (table, rows) in zip(tables, index.rowsWithoutChild) {
      refusals += rows.map { row in
        table.refusal(
          of: row, field: "CHILD", reason: "the row does not say which child it is about",
          expected: "the child's identifier")
      }
    }
    self.notes = notes + set.notes
    self.refusals = refusals
  }

  public func table(_ table: SSDA903Table) -> Table { tables[table.rawValue] }

  /// The tables that some file held, with or without rows.
  public var givenTables: [SSDA903Table] { SSDA903Table.allCases.filter { table($0).isGiven } }

  /// The files of mended rows that an earlier import had refused.
  public var filesOfRefusedRows: Set<String> { Set(tables.flatMap(\.filesOfRefusedRows)) }

  /// The children in the order in which they first appear, each made when it is asked for.
  public var children: Children { Children(submission: self) }

  /// The rows of one child in one table, as numbers of rows of that table.
  public func rows(ofChildAt position: Int, in table: SSDA903Table) -> ArraySlice<Int32> {
    index.rows(of: position, in: table.rawValue)
  }

  /// How many rows one child has in one table.
  public func rowCount(ofChildAt position: Int, in table: SSDA903Table) -> Int {
    index.rowCount(of: position, in: table.rawValue)
  }

  /// The rows of a table that do not say which child they are about.
  public func rowsWithoutChild(in table: SSDA903Table) -> [Int] {
    index.rowsWithoutChild[table.rawValue]
  }

  /// The place of a child by identifier, letter case aside.
  public func position(of identifier: String) -> Int? { index.number(of: identifier) }

  /// For each child the place of the same child among another return's, or -1.
  public func places(in other: SSDA903Return) -> [Int32] { index.places(in: other.index) }
}

extension SSDA903Return {
  /// The children of a return.
  public struct Children: RandomAccessCollection, Sendable {
    let submission: SSDA903Return

    public var startIndex: Int { 0 }
    public var endIndex: Int { submission.index.count }

    /// The authority's own identifier of a child.
    public func identifier(at position: Int) -> String { submission.index.identifier(of: position) }

    public subscript(position: Int) -> SSDA903Child {
      var child = SSDA903Child(id: submission.index.identifier(of: position))
      child.header = rows(.header, position)
      child.episodes = rows(.episodes, position)
      child.reviews = rows(.reviews, position)
      child.uasc = rows(.uasc, position)
      child.oc2 = rows(.oc2, position)
      child.oc3 = rows(.oc3, position)
      child.ad1 = rows(.ad1, position)
      child.placedAdoption = rows(.placedAdoption, position)
      child.prevPerm = rows(.prevPerm, position)
      child.missing = rows(.missing, position)
      child.swEpisodes = rows(.swEpisodes, position)
      child.dolo = rows(.dolo, position)
      return child
    }

    private func rows<Column>(_ table: SSDA903Table, _ position: Int) -> [Row<Column>] {
      submission.rows(ofChildAt: position, in: table).map {
        submission.table(table).row(Int($0), as: Column.self)
      }
    }
  }
}
