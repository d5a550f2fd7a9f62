import CivilTime
public import Returns

extension SSDA903Rule {
  /// What the rule makes of an example.
  ///
  /// - Returns: For each row of the example whether the rule flags it; nil where the rule does not
  ///   run on it.
  /// - Throws: `RuleExampleError` where the example cannot be read.
  public func flags(in text: String) async throws -> (example: RuleExample, flags: [Bool])? {
    let example = try RuleExample(text)
    let scene = SSDA903Scene(example)
    let check = SSDA903Check(
      SSDA903Return(sheets: scene.sheets(isPrevious: false), isXML: scene.isXML),
      previous: scene.hasPrevious ? SSDA903Return(sheets: scene.sheets(isPrevious: true)) : nil,
      year: exampleYear, ruleSet: exampleYear, authority: "E08000035",
      reference: scene.reference, rules: [self])
    let report = await check.report()
    guard report.outcomes.first?.status == .ran else { return nil }
    let places = Set(report.findings.flatMap(\.places).map { scene.key($0) })
    return (example, scene.keys.map { places.contains($0) })
  }

  /// The year whose dates the examples are written for: the last of the version, 2025-26 at most.
  public var exampleYear: CollectionYear {
    max(card.years.lowerBound, min(card.years.upperBound, .ending(2026)))
  }
}

/// The tables of an example.
private struct SSDA903Scene {
  struct Key: Hashable {
    let table: String
    let isPrevious: Bool
    let row: Int
  }

  /// The place of each row of the example in its table, in the order of the example.
  var keys: [Key] = []
  private var rows: [String: [[String: String]]] = [:]
  var reference = ReferenceData()
  var isXML = false

  init(_ example: RuleExample) {
    for row in example.rows {
      let name = row.isPrevious ? row.table + "_last" : row.table
      rows[name, default: []].append(row.values)
      keys.append(
        Key(table: row.table, isPrevious: row.isPrevious, row: rows[name]?.count ?? 0))
    }
    for table in example.emptyTables where rows[table] == nil { rows[table] = [] }
    isXML = rows["XML"] != nil
    if let providers = rows["Providers"] {
      reference.providers = ProviderList(providers.map(Provider.init))
    }
    if let postcodes = rows["Postcodes"] {
      reference.postcodes = ExamplePostcodes(
        known: Set(postcodes.compactMap { $0["POSTCODE"].map { CellText($0) } }))
    }
  }

  var hasPrevious: Bool { rows.keys.contains { $0.hasSuffix("_last") } }

  func sheets(isPrevious: Bool) -> [(table: SSDA903Table, sheet: Sheet)] {
    SSDA903Table.allCases.compactMap { table in
      let name = table.layout.name
      guard let rows = rows[isPrevious ? name + "_last" : name] else { return nil }
      let columns =
        table.layout.columnNames
        + table.extras.filter { extra in
          rows.contains { $0[extra] != nil }
        }
      let sheet = Sheet(
        file: table.layout.file, columns: columns,
        rows: rows.map { row in
          columns.map { name in row[name].flatMap { $0.isEmpty ? nil : $0 } }
        })
      return (table, sheet)
    }
  }

  func key(_ place: CheckReport.Place) -> Key {
    Key(table: place.table, isPrevious: place.isPrevious, row: place.row)
  }
}

/// The postcodes of an example, `Postcodes POSTCODE=AB12CD`, all in one place.
private struct ExamplePostcodes: PostcodeDirectory {
  let known: Set<CellText>

  func place(of postcode: CellText) -> PostcodePlace? {
    known.contains(postcode)
      ? PostcodePlace(district: "E08000035", easting: 430_000, northing: 433_000) : nil
  }
}

extension Provider {
  /// A provider of an example: `URN=SC123456 PLACE_CODES=K1,K2 PROVIDER_CODES=PR4 REG_END=… POSTCODE=…
  /// AUTHORITY=…`.
  fileprivate init(_ values: [String: String]) {
    func codes(_ name: String) -> [CellText] {
      (values[name] ?? "").split(separator: ",").map { CellText($0) }
    }
    self.init(
      urn: CellText(values["URN"] ?? ""), placeCodes: codes("PLACE_CODES"),
      providerCodes: codes("PROVIDER_CODES"),
      registrationEnd: CellDay(values["REG_END"].flatMap { Day(british: $0) } ?? .unset),
      postcode: CellText(values["POSTCODE"] ?? "").withoutSpaces,
      authority: CellText(values["AUTHORITY"] ?? ""))
  }
}
