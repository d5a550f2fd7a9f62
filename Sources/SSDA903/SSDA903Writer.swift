public import Returns

/// Writes an SSDA903 return from rows.
public enum SSDA903Writer {
  /// The set of CSV files of a collection year, one for each of its tables, with the columns in the
  /// order of the return.
  ///
  /// - Parameters:
  ///   - tables: The tables to write; all that the year has where nil.
  ///   - lineEnding: How lines end.
  public static func csvFiles(
    _ children: some Sequence<SSDA903Child>, year: CollectionYear,
    tables: [SSDA903Table]? = nil, lineEnding: CSVWriter.LineEnding = .lf
  ) -> WrittenReturn {
    let wanted = (tables ?? SSDA903Table.allCases).filter { $0.layout.exists(in: year) }
    var writers = SSDA903Table.allCases.map { table -> CSVWriter in
      var writer = CSVWriter(lineEnding: lineEnding)
      writer.append(table.layout.columnNames)
      return writer
    }
    var leftOut: [SSDA903Table: Int] = [:]
    for child in children {
      for table in SSDA903Table.allCases {
        let rows = child.values(of: table)
        if !rows.isEmpty, !table.layout.exists(in: year) {
          leftOut[table, default: 0] += rows.count
        }
        for row in rows { writers[table.rawValue].append(row) }
      }
    }
    let files = wanted.map {
      OutputFile(name: $0.layout.file, bytes: writers[$0.rawValue].bytes)
    }
    let notes = SSDA903Table.allCases.compactMap { table in
      leftOut[table].map { count in
        ReadingNote(
          "\(count) rows were not written, because the \(year) return has no table "
            + "\(table.layout.name).", file: table.layout.file, weight: .warning)
      }
    }
    return WrittenReturn(files: files, notes: notes)
  }

  /// The return as one XML file.
  ///
  /// The XML form has no place for social worker episodes and deprivation of liberty orders, nor
  /// for a second care leaver or adoption row of one child; such rows are counted in the notes.
  public static func xml(
    _ children: some Sequence<SSDA903Child>, fileName: String = "ssda903.xml"
  ) -> WrittenReturn {
    var leftOut: [SSDA903Table: Int] = [:]
    var writer = XMLWriter()
    writer.element(ReturnForm.ssda903.root) { writer in
      for child in children {
        writer.element("CHILD") { write(child, to: &$0) }
        leftOut[.swEpisodes, default: 0] += child.swEpisodes.count
        leftOut[.dolo, default: 0] += child.dolo.count
        leftOut[.header, default: 0] += max(child.header.count - 1, 0)
        leftOut[.uasc, default: 0] += max(child.uasc.count - 1, 0)
        leftOut[.oc3, default: 0] += max(child.oc3.count - 1, 0)
        leftOut[.ad1, default: 0] += max(child.ad1.count - 1, 0)
      }
    }
    let notes = SSDA903Table.allCases.compactMap { table -> ReadingNote? in
      guard let count = leftOut[table], count > 0 else { return nil }
      return ReadingNote(
        "\(count) rows of the table \(table.layout.name) were not written, because the XML form of "
          + "the return has no place for them. Send them as CSV.", file: fileName, weight: .warning)
    }
    return WrittenReturn(
      files: [OutputFile(name: fileName, bytes: writer.bytes)], notes: notes)
  }

  private static func write(_ child: SSDA903Child, to writer: inout XMLWriter) {
    var header = Row<XMLHeaderColumn>()
    // The header has the last word on what several tables say.
    if let row = child.oc3.first { header.copy(row) }
    if let row = child.ad1.first { header.copy(row) }
    if let row = child.uasc.first { header.copy(row) }
    if let row = child.header.first { header.copy(row) }
    header[.CHILDID] = child.id
    header[.UASC] = child.uasc.isEmpty ? "0" : "1"
    writer.element("HEADER") { writer in
      writer.elements(of: header, XMLHeaderColumn.allCases.filter(\.standsBeforeReviews))
      write(child.reviews, XMLGroup.AREVIEW, to: &writer)
      write(child.missing, XMLGroup.AMISSING, to: &writer)
      writer.elements(of: header, XMLHeaderColumn.allCases.filter { !$0.standsBeforeReviews })
      write(child.prevPerm, XMLGroup.PERMANENCE, to: &writer)
      write(child.oc2, XMLGroup.OC2, to: &writer)
      write(child.placedAdoption, XMLGroup.AD_PLACED, to: &writer)
    }
    for episode in child.episodes {
      writer.element("EPISODE") { writer in
        writer.elements(of: episode, episodeOrder, renamed: [.PLACE: "PL"])
      }
    }
  }

  /// Writes rows as groups, without the columns that the header has already.
  private static func write<Column: TableColumn>(
    _ rows: [Row<Column>], _ group: XMLGroup, to writer: inout XMLWriter
  ) {
    for row in rows {
      writer.element(group.rawValue) { writer in
        writer.elements(of: row, Column.allCases.filter { !["CHILD", "DOB"].contains($0.name) })
      }
    }
  }

  /// The items of an episode stand in another order than in CSV.
  private static let episodeOrder: [EpisodeColumn] = [
    .DECOM, .RNE, .LS, .CIN, .PLACE, .PL_POST, .HOME_POST, .URN, .PLACE_PROVIDER, .DEC, .REC,
    .REASON_PLACE_CHANGE,
  ]
}
