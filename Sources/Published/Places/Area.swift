/// England, a region, an authority, or a pair of authorities that report together.
public struct Area: Hashable, Sendable {
  /// The Department's three figures for an authority (`383`), both for a pair (`314/318`), the ONS's
  /// nine characters for England and its regions.
  public let code: String
  /// The ONS's nine characters today; empty for a pair.
  public let onsCode: String
  public let previousOnsCodes: [String]
  public let name: String
  public let alsoKnownAs: String
  public let kind: Kind
  /// The code of the region an authority lies in; London is above Inner and Outer London.
  public let within: String
  /// It began on 1 April of this year; nil where it is older than the figures.
  public let began: Int?
  /// It ended on 1 April of this year.
  public let ended: Int?
  /// The codes of the authorities that followed it.
  public let successors: [String]

  public enum Kind: String, Hashable, CaseIterable, Sendable {
    case country, region, authority, joint
  }

  /// Whether it was there on 31 March of the year.
  public func exists(inYearEnding year: Int) -> Bool {
    if let began, year <= began { return false }
    if let ended, year > ended { return false }
    return true
  }

  static func read() throws(PublishedProblem) -> [Area] {
    try ShippedFile.rows(
      "areas.csv",
      columns: [
        "code", "ons_code", "previous_ons_codes", "name", "also_known_as", "kind", "within",
        "from_1_april", "until_1_april", "successors",
      ]
    ) { row throws(PublishedProblem) in
      Area(
        code: row["code"], onsCode: row["ons_code"],
        previousOnsCodes: row.list("previous_ons_codes"), name: row["name"],
        alsoKnownAs: row["also_known_as"], kind: try row.word("kind"), within: row["within"],
        began: try row.number("from_1_april"), ended: try row.number("until_1_april"),
        successors: row.list("successors"))
    }
  }
}
