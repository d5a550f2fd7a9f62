/// One sheet of a workbook of providers, with its columns found by their names.
///
/// The names differ in case and wording from year to year and between the list of children's homes,
/// that of other providers and the combined one.
struct ProviderSheet {
  let sheet: WorkbookSheet
  /// The place of the row of column names in the sheet's rows.
  private let header: Int
  private let columns: [ProviderIntake.Field: Int]
  /// Supported accommodation, whose placement code is always K3.
  let isSupportedAccommodation: Bool
  /// Whether the two columns of codes were taken the other way round than named.
  let areCodesSwapped: Bool

  /// Nil where no row of the sheet names a column URN, as on a cover sheet.
  init?(_ sheet: WorkbookSheet) {
    let found = sheet.rows.prefix(50).firstIndex { row in
      row.cells.contains { ProviderSheet.names[.urn]?.contains(ProviderSheet.plain($0)) == true }
    }
    guard let found else { return nil }
    let titles = sheet.rows[found].cells.map(ProviderSheet.plain)
    func place(_ names: [String]) -> Int? { names.lazy.compactMap(titles.firstIndex).first }
    var columns: [ProviderIntake.Field: Int] = [:]
    for (field, names) in ProviderSheet.names { columns[field] = place(names) }
    // The list of children's homes has its placement codes under "Provider Code" and its provider
    // codes under "Provider Placement Code".
    if columns[.placeCodes] == nil { columns[.placeCodes] = place(["provider code"]) }
    if columns[.providerCodes] == nil, let code = place(["provider code"]),
      code != columns[.placeCodes]
    {
      columns[.providerCodes] = code
    }
    let name = ProviderSheet.plain(.text(sheet.name))
    isSupportedAccommodation =
      name.split(separator: " ").contains("sa") || name.contains("supported accommodation")

    var isSwapped = false
    if let places = columns[.placeCodes], let kinds = columns[.providerCodes] {
      let rows = sheet.rows[(found + 1)...]
      let wrong = rows.count { $0[places].holdsProviderCode && !$0[kinds].holdsProviderCode }
      let right = rows.count { !$0[places].holdsProviderCode && $0[kinds].holdsProviderCode }
      isSwapped = wrong > right
      if isSwapped {
        columns[.placeCodes] = kinds
        columns[.providerCodes] = places
      }
    }
    self.sheet = sheet
    self.columns = columns
    header = found
    areCodesSwapped = isSwapped
  }

  func has(_ field: ProviderIntake.Field) -> Bool { columns[field] != nil }

  /// Whether the sheet says nothing of what a provider does, as the one of addresses.
  var isOnlyAddresses: Bool {
    has(.postcode) && !has(.placeCodes) && !has(.providerCodes) && !isSupportedAccommodation
  }

  /// The rows below the column names.
  var rows: ArraySlice<WorkbookSheet.Row> { sheet.rows[(header + 1)...] }

  func value(_ row: WorkbookSheet.Row, _ field: ProviderIntake.Field) -> WorkbookValue {
    columns[field].map { row[$0] } ?? .none
  }

  /// The name of a column as the sheet has it.
  func title(_ field: ProviderIntake.Field) -> String? {
    columns[field].flatMap { sheet.rows[header][$0].plain }
  }

  private static let names: [ProviderIntake.Field: [String]] = [
    .urn: ["urn", "provider urn", "setting urn", "unique reference number"],
    .placeCodes: ["placement code", "placement codes"],
    .providerCodes: [
      "placement provider code", "placement provider codes", "provider placement code",
      "provider placement codes",
    ],
    .registrationEnd: [
      "deregistration date", "de registration date", "date of deregistration", "closed date",
      "date closed", "closure date", "registration end date", "reg end",
    ],
    .postcode: [
      "setting postcode", "setting address postcode", "provider postcode",
      "provider address postcode", "setting post code", "postcode", "post code",
    ],
  ]

  /// A name in lower case, with one space for whatever stands between words.
  private static func plain(_ value: WorkbookValue) -> String {
    (value.plain ?? "").lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }
}

extension WorkbookValue {
  /// Whether a list of codes begins like those of the kinds of provider: PR0 to PR5.
  fileprivate var holdsProviderCode: Bool {
    guard let text = plain?.uppercased() else { return false }
    return text.hasPrefix("PR") && text.dropFirst(2).first?.isNumber == true
  }
}
