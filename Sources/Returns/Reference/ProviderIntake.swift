import CivilTime

/// Puts the entries of the list of providers together from the text of their cells, whatever the
/// file that they stand in.
struct ProviderIntake {
  /// The cells of one entry as they stand in the file.
  struct Cells {
    var urn: String?
    var placeCodes: String?
    var providerCodes: String?
    var registrationEnd: WorkbookValue = .none
    var postcode: String?
  }

  private(set) var providers: [Provider] = []
  private(set) var refusals: [Refusal] = []
  private var seen: Set<Entry> = []

  /// What makes two entries the same.
  private struct Entry: Hashable {
    let urn: CellText
    let placeCodes: [CellText]
    let providerCodes: [CellText]
    let registrationEnd: Day
    let postcode: CellText
  }

  /// Takes an entry; what is wrong with it becomes a refusal made by `refusal`.
  ///
  /// An entry that is the same as an earlier one is passed over.
  mutating func take(
    _ cells: Cells,
    refusal: (Refusal.Extent, Field, _ value: String?, _ reason: String, _ expected: String)
      -> Refusal
  ) {
    let urn = CellText(cells.urn ?? "").uppercased.withoutSpaces
    guard urn.isGiven, urn.count < 16 else {
      refusals.append(
        refusal(
          .row, .urn, cells.urn, urn.isNone ? "there is no URN" : "this is not a URN",
          "the number of the provider, such as SC123456"))
      return
    }
    var provider = Provider(urn: urn)
    provider.placeCodes = ProviderIntake.codes(cells.placeCodes)
    provider.providerCodes = ProviderIntake.codes(cells.providerCodes)
    for (field, codes, text) in [
      (Field.placeCodes, provider.placeCodes, cells.placeCodes),
      (.providerCodes, provider.providerCodes, cells.providerCodes),
    ] where codes.contains(where: { $0.count > 15 }) {
      refusals.append(
        refusal(.value, field, text, "this is not a list of codes", "codes such as K1, U1"))
    }
    switch cells.registrationEnd {
    case .day(let day): provider.registrationEnd = CellDay(day)
    // A date that lost its format when it was copied is a count of days: here from 1954 to 2119.
    case .number(let number) where (20_000..<80_000).contains(number):
      provider.registrationEnd = CellDay(WorkbookEpoch.from1900.day(number) ?? .unset)
    default:
      guard let text = cells.registrationEnd.plain, !ProviderIntake.isNone(text) else { break }
      if let day = WorkbookDate.day(text) {
        provider.registrationEnd = CellDay(day)
      } else {
        refusals.append(
          refusal(
            .value, .registrationEnd, text,
            "this is not a date; the provider is read without an end of registration",
            "a date such as 31/03/2026"))
      }
    }
    if let text = cells.postcode, !ProviderIntake.isNone(text) {
      let postcode = CellText(text).withoutSpaces.uppercased
      if PostcodeKey(given: postcode) != nil {
        provider.postcode = postcode
      } else {
        refusals.append(
          refusal(
            .value, .postcode, text, "this is not a postcode; the provider is read without one",
            "a postcode such as LS1 4AP"))
      }
    }
    let entry = Entry(
      urn: urn, placeCodes: provider.placeCodes, providerCodes: provider.providerCodes,
      registrationEnd: provider.registrationEnd.day, postcode: provider.postcode)
    if seen.insert(entry).inserted { providers.append(provider) }
  }

  enum Field { case urn, placeCodes, providerCodes, registrationEnd, postcode }

  /// Adds refusals of the files that the entries come from.
  mutating func refuse(_ more: [Refusal]) { refusals += more }

  /// The codes of a list that commas or slashes separate.
  static func codes(_ text: String?) -> [CellText] {
    guard let text, !isNone(text.trimmed) else { return [] }
    return text.split { $0 == "," || $0 == "/" || $0 == ";" || $0.isNewline }.compactMap { part in
      let code = part.trimmed
      return code.isEmpty || isNone(code) ? nil : CellText(code).uppercased
    }
  }

  /// Whether people mean by this text that there is nothing.
  static func isNone(_ text: String) -> Bool {
    ["-", "–", "—", "na", "n/a", "none", "null", "n.a.", "not applicable"].contains(
      text.lowercased())
  }
}

extension ProviderIntake {
  /// Takes the rows of `providers.csv`.
  mutating func take(_ table: ReferenceTable) {
    refusals += table.refusals
    for row in table.rows {
      let cells = Cells(
        urn: table.text(row, "URN"), placeCodes: table.text(row, "PLACE_CODES"),
        providerCodes: table.text(row, "PROVIDER_CODES"),
        registrationEnd: table.text(row, "REG_END").map { .text($0) } ?? .none,
        postcode: table.text(row, "POSTCODE"))
      take(cells) { extent, field, _, reason, expected in
        table.refusal(extent, row, field.column, reason: reason, expected: expected)
      }
    }
  }
}

extension ProviderIntake.Field {
  /// The name of the column in `providers.csv`.
  fileprivate var column: String {
    switch self {
    case .urn: "URN"
    case .placeCodes: "PLACE_CODES"
    case .providerCodes: "PROVIDER_CODES"
    case .registrationEnd: "REG_END"
    case .postcode: "POSTCODE"
    }
  }
}
