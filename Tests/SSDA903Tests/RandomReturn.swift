import CivilTime
import Returns
import SSDA903

/// Returns of random rows, most of them plausible and some of them not, the same for the same seed.
struct RandomReturn {
  private(set) var tables: [SSDA903Table: [[String?]]] = [:]
  private var state: UInt64

  init(children: Int, seed: UInt64) {
    state = seed
    for child in 0..<children {
      for table in SSDA903Table.allCases {
        for _ in 0..<rowCount(of: table) {
          let row = table.layout.columns.map { column in
            column.name == "CHILD" ? identifier(child) : value(of: column)
          }
          tables[table, default: []].append(row)
        }
      }
    }
  }

  /// The tables as sheets: rows in the order of the children, or of another order of them.
  ///
  /// - Parameter order: Moves the rows of a table about; those of one child keep their order.
  func sheets(
    reversedFiles: Bool = false, order: (([[String?]]) -> [[String?]])? = nil
  ) -> [(table: SSDA903Table, sheet: Sheet)] {
    let all = reversedFiles ? SSDA903Table.allCases.reversed() : SSDA903Table.allCases
    return all.map { table in
      let rows = tables[table] ?? []
      return (
        table,
        Sheet(
          file: table.layout.file, columns: table.layout.columnNames, rows: order?(rows) ?? rows)
      )
    }
  }

  mutating func set(_ table: SSDA903Table, _ rows: [[String?]]) { tables[table] = rows }

  // MARK: - Chance

  /// SplitMix64, by Steele, Lea and Flood.
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  private mutating func number(_ below: Int) -> Int { Int(next() % UInt64(below)) }

  private mutating func one<Value>(of values: [Value]) -> Value { values[number(values.count)] }

  private mutating func rowCount(of table: SSDA903Table) -> Int {
    switch table {
    case .header: number(20) == 0 ? number(3) : 1
    case .episodes: number(6)
    case .missing, .dolo, .swEpisodes, .reviews: number(4)
    default: number(3) == 0 ? 1 + number(2) : 0
    }
  }

  private mutating func identifier(_ child: Int) -> String? {
    number(200) == 0 ? nil : "C\(child)"
  }

  private mutating func value(of column: TableLayout.Column) -> String? {
    switch number(24) {
    case 0, 1: return nil
    case 2: return one(of: RandomReturn.rubbish)
    default: break
    }
    if column.format.isDate { return day() }
    if case .flag = column.format { return one(of: ["0", "1"]) }
    return one(of: RandomReturn.codes[column.name] ?? ["1", "0", "2", "10", "AB1 2CD", "AB12CD"])
  }

  /// Mostly near the ends of the collection year 2025-26, where rules change their minds.
  private mutating func day() -> String {
    let year = CollectionYear.ending(2026)
    let near = [
      year.start, year.end, year.start.adding(years: -18), year.end.adding(years: -17),
      year.start.adding(years: -10), year.end.adding(years: -16), year.start.adding(years: 1),
    ]
    return (one(of: near) + (number(40) - 20)).british
  }

  private static let rubbish = [
    " ", "NA", "31/02/2025", "2025-04-01", "1/4/2025", "01/04/1066", "31/12/9999", "zz/05/2010",
    "e4b", " E4B", "É", "\u{0}", String(repeating: "x", count: 40), "01/04/2025 ", "-1", "1e9",
  ]

  private static let codes: [String: [String]] = [
    "SEX": ["1", "2", "M", "F", "U"], "ETHNIC": ["WBRI", "NOBT"],
    "RNE": ["S", "P", "L", "T", "U", "B"],
    "UPN": ["UN1", "UN4", "A123456789012", "B12345678901A"],
    "LS": ["C1", "C2", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2"],
    "CIN": ["N1", "N2"],
    "PLACE": [
      "U1", "U4", "K2", "K1", "H5", "K3", "A3", "A4", "A5", "P1", "P2", "T0", "T3", "T4", "Z1",
      "R5",
    ],
    "PLACE_PROVIDER": ["PR0", "PR1", "PR4"],
    "REC": ["X1", "X1", "E3", "E11", "E12", "E2", "E4A", "E17", "E45", "E8"],
    "REASON_PLACE_CHANGE": ["CARPL", "CUSTOD", "OTHER"], "URN": ["XXXXXXX", "SC123456"],
    "REVIEW_CODE": ["PN0", "PN1", "PN7"], "IN_TOUCH": ["YES", "NO", "DIED", "RHOM"],
    "ACTIV": ["F1", "G4", "0"], "ACCOM": ["B1", "Z1", "0", "T1"],
    "SDQ_SCORE": ["0", "40", "41", "20.0"],
    "SDQ_REASON": ["SDQ1", "SDQ5"], "SEX_ADOPTR": ["M1", "MF", "FF"], "NB_ADOPTR": ["1", "2"],
    "LS_ADOPTR": ["L0", "L11", "L3"], "REASON_PLACED_CEASED": ["RD1", "RD9"],
    "PREV_PERM": ["P1", "Z1"], "LA_PERM": ["383", "WAL"], "MISSING": ["M", "A"],
    "SW_ID": ["SW123456", "XX1"], "SW_REASON": ["FCONTA", "MANAGE", "OTHERS"],
  ]
}
