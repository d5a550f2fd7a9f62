public import Returns

/// Some elements of one group that a rule points at.
public struct CINPlace {
  let module: CINModule
  let row: Int32
  /// A bit for each column, and those of `CINPlace.factors` and `CINPlace.group`.
  var fields: UInt32

  /// The factors of an assessment.
  static let factors: UInt32 = 1 << 30
  /// The group as such, by the identifier of its child.
  static let group: UInt32 = 1 << 31

  /// The same place with the factors of the assessment.
  public var withFactors: CINPlace {
    var place = self
    place.fields |= CINPlace.factors
    return place
  }
}

extension CheckedRow {
  /// These elements of the group.
  public func at(_ columns: Column...) -> CINPlace { at(columns) }

  func at(_ columns: [Column], factors: Bool = false) -> CINPlace {
    CINPlace(
      module: CINModule(rawValue: Int(table.number)) ?? .header,
      row: Int32(truncatingIfNeeded: place),
      fields: columns.reduce(factors ? CINPlace.factors : 0) { $0 | 1 << UInt32($1.rawValue) })
  }

  /// The group as such.
  public var group: CINPlace {
    var place = at([])
    place.fields = CINPlace.group
    return place
  }
}

/// What the rules of the census found, while its children are checked one after another.
public struct CINFindings: Sendable {
  /// One finding, kept small until the report is written.
  struct Entry: Sendable {
    var rule: Int32
    /// The number of the child's identifier among `texts`; -1 where there is none.
    var identifier: Int32
    var places: Range<Int32>
  }

  struct PlaceEntry: Sendable {
    var module: CINModule
    /// The number of the row in its table and piece, from 0.
    var row: Int32
    var line: Int32
    var fields: UInt32
    /// The number of its first text among `texts`; the others follow, in the order of
    /// `CINModule.names(of:)`.
    var firstText: Int
  }

  /// How many faults of one child one rule may list.
  ///
  /// A hostile file with tens of thousands of plans that all overlap would fill the memory.
  static let limit = 100_000

  /// In the order of the children of the piece, then of the rules.
  private(set) var entries: [Entry] = []
  private(set) var places: [PlaceEntry] = []
  /// What the findings show, so that it outlives the child.
  private(set) var texts = CINTexts()
  /// Rules that reached the limit, with the child.
  private(set) var cut: [(rule: Int32, child: String?)] = []

  private var rule: Int32 = 0
  private var countOfRule = 0
  /// The number of the child's identifier among `texts`, once it is there.
  private var identifier: Int32?

  init() {}

  /// Makes ready for the next child.
  mutating func beginChild() { identifier = nil }

  @inline(__always)
  mutating func begin(rule: Int) {
    self.rule = Int32(truncatingIfNeeded: rule)
    countOfRule = 0
  }

  /// A finding at these places.
  public mutating func flag(_ places: CINPlace..., of child: CheckedCINChild) {
    flag(places, of: child)
  }

  public mutating func flag(_ places: [CINPlace], of child: CheckedCINChild) {
    countOfRule += 1
    guard countOfRule <= CINFindings.limit else {
      if countOfRule == CINFindings.limit + 1 { cut.append((rule, child.identifier)) }
      return
    }
    let first = Int32(truncatingIfNeeded: self.places.count)
    for place in places { write(place, of: child) }
    entries.append(
      Entry(
        rule: rule, identifier: number(ofIdentifierOf: child),
        places: first..<Int32(truncatingIfNeeded: self.places.count)))
  }

  /// Writes a place down with its texts.
  private mutating func write(_ place: CINPlace, of child: CheckedCINChild) {
    guard let (table, record) = child.source(place.module) else { return }
    let row = Int(place.row)
    places.append(
      PlaceEntry(
        module: place.module, row: Int32(truncatingIfNeeded: table.number(of: row)),
        line: Int32(truncatingIfNeeded: table.line(of: row, in: record)), fields: place.fields,
        firstText: texts.count))
    if place.fields & CINPlace.group != 0 { texts.append(child.identifierBytes) }
    var columns = place.fields & ~(CINPlace.group | CINPlace.factors)
    while columns != 0 {
      let column = columns.trailingZeroBitCount
      columns &= columns - 1
      texts.append(table.bytes(row: row, column: column, in: record))
    }
    if place.fields & CINPlace.factors != 0 {
      texts.append(
        listOf: child.factors(of: child.assessments[row]).lazy.compactMap { factor in
          child.source(.factors)?.table.bytes(row: factor.place, column: 0, in: record)
        })
    }
  }

  /// The number of the child's identifier among `texts`; -1 where there is none.
  private mutating func number(ofIdentifierOf child: CheckedCINChild) -> Int32 {
    if let identifier { return identifier }
    let bytes = child.identifierBytes
    var number: Int32 = -1
    if !bytes.isEmpty {
      number = Int32(truncatingIfNeeded: texts.count)
      texts.append(bytes)
    }
    identifier = number
    return number
  }
}

extension CheckedCINChild {
  /// The authority's own identifier as received; nil where there is none.
  var identifier: String? {
    let bytes = identifierBytes
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// The same in UTF-8, valid until the next child; empty where there is none.
  fileprivate var identifierBytes: UnsafeBufferPointer<UInt8> {
    guard !identifiers.isEmpty, let (table, record) = source(.identifiers) else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return table.bytes(row: 0, column: ChildIdentifiersColumn.LAchildID.rawValue, in: record)
  }
}
