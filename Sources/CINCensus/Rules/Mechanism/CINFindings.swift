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
    /// The place of the child among those of its piece of the file.
    var child: Int32
    var identifier: String?
    var places: Range<Int32>
  }

  struct PlaceEntry: Sendable {
    var module: CINModule
    /// The number of the row in its table and piece, from 0.
    var row: Int32
    var line: Int32
    var fields: UInt32
    /// In the order of `CINModule.names(of:)`.
    var values: [String?]
  }

  /// How many faults of one child one rule may list.
  ///
  /// A hostile file with tens of thousands of plans that all overlap would fill the memory.
  static let limit = 100_000

  private(set) var entries: [Entry] = []
  private(set) var places: [PlaceEntry] = []
  /// Rules that reached the limit, with the child.
  private(set) var cut: [(rule: Int32, child: String?)] = []

  private var rule: Int32 = 0
  private var child: Int32 = 0
  private var countOfRule = 0

  init() {}

  mutating func begin(child: Int) { self.child = Int32(truncatingIfNeeded: child) }

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
    for place in places { self.places.append(child.entry(for: place)) }
    entries.append(
      Entry(
        rule: rule, child: self.child, identifier: child.identifier,
        places: first..<Int32(truncatingIfNeeded: self.places.count)))
  }
}

extension CheckedCINChild {
  /// The authority's own identifier as received; nil where there is none.
  var identifier: String? {
    guard !identifiers.isEmpty else { return nil }
    return text(.identifiers, row: 0, column: ChildIdentifiersColumn.LAchildID.rawValue)
  }

  /// A place with its texts, so that it outlives the child.
  func entry(for place: CINPlace) -> CINFindings.PlaceEntry {
    var values: [String?] = []
    values.reserveCapacity(place.fields.nonzeroBitCount)
    if place.fields & CINPlace.group != 0 { values.append(identifier) }
    var columns = place.fields & ~(CINPlace.group | CINPlace.factors)
    while columns != 0 {
      let column = columns.trailingZeroBitCount
      columns &= columns - 1
      values.append(text(place.module, row: Int(place.row), column: column))
    }
    if place.fields & CINPlace.factors != 0 {
      let factors = factors(of: assessments[Int(place.row)])
      let texts = factors.compactMap { text(.factors, row: $0.place, column: 0) }
      values.append(texts.isEmpty ? nil : texts.joined(separator: ", "))
    }
    return CINFindings.PlaceEntry(
      module: place.module, row: number(place.module, row: Int(place.row)),
      line: line(place.module, row: Int(place.row)), fields: place.fields,
      values: values)
  }
}
