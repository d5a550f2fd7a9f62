/// The authorities of England by number, code and name.
public struct AuthorityRegister: Sendable {
  /// One authority, or one that was.
  public struct Authority: Hashable, Sendable {
    /// The Department's three digits, such as `383`.
    public var number: String
    /// The Office for National Statistics' code, such as `E08000035`.
    public var code: CellText
    /// Codes that it had before.
    public var formerCodes: [CellText]
    public var name: String
    public var isCurrent: Bool
    /// The numbers of the authorities that took its place.
    public var successors: [String]
  }

  /// In the order of their numbers.
  public let authorities: [Authority]
  private let places: [CellText: Int]

  public init(_ authorities: [Authority]) {
    self.authorities = authorities
    var places: [CellText: Int] = [:]
    for (place, authority) in authorities.enumerated() {
      places[CellText(authority.number)] = place
      places[authority.code] = place
      for code in authority.formerCodes where places[code] == nil { places[code] = place }
    }
    self.places = places
  }

  /// Finds an authority by its number (`383`), its code or a former code, as people type them.
  public subscript(text: some StringProtocol) -> Authority? {
    self[CellText(text).withoutSpaces.uppercased]
  }

  /// Finds an authority by its number, its code or a former code, in capitals without spaces.
  public subscript(code: CellText) -> Authority? { places[code].map { authorities[$0] } }

  /// England's authorities.
  ///
  /// - Throws: a `Refusal` where the list that comes with Kith is missing or cannot be read.
  public static func england() throws(Refusal) -> AuthorityRegister {
    let table = try ReferenceTable.resource(
      "authority-register.csv",
      required: ["NUMBER", "CODE", "FORMER_CODES", "NAME", "STATUS", "SUCCESSORS"])
    if let refusal = table.refusals.first { throw refusal }
    func list(_ row: Int, _ column: String) -> [String] {
      (table.text(row, column) ?? "").split(separator: ";").map(String.init)
    }
    return AuthorityRegister(
      table.rows.map { row in
        Authority(
          number: table.text(row, "NUMBER") ?? "", code: CellText(table.text(row, "CODE") ?? ""),
          formerCodes: list(row, "FORMER_CODES").map { CellText($0) },
          name: table.text(row, "NAME") ?? "", isCurrent: table.text(row, "STATUS") == "current",
          successors: list(row, "SUCCESSORS"))
      })
  }
}
