/// Reads Ofsted's lists of providers as they are sent to authorities: the workbook of children's
/// homes, that of other providers (open ones on the first sheet, closed ones on the second), or the
/// combined one.
struct ProviderWorkbook {
  private let file: String
  private(set) var notes: [ReadingNote] = []

  init(file: String) { self.file = file }

  mutating func read(_ bytes: [UInt8], into intake: inout ProviderIntake) throws(Refusal) {
    let workbook = try Workbook(file, bytes)
    var sheets: [ProviderSheet] = []
    var passedOver: [String] = []
    for name in workbook.sheetNames {
      do throws(Refusal) {
        if let sheet = ProviderSheet(try workbook.sheet(name)) {
          sheets.append(sheet)
        } else {
          passedOver.append("“\(name)”")
        }
      } catch {
        intake.refuse([error])
      }
    }
    let addresses = sheets.filter(\.isOnlyAddresses)
    let lists = sheets.filter { !$0.isOnlyAddresses && $0.saysWhatProvidersDo }
    guard !lists.isEmpty else {
      throw Refusal(
        .file, file: file, reason: "no sheet lists providers",
        expected: "a sheet with the columns URN, Placement code and Placement provider code",
        remedy: "Use the workbook as Ofsted sent it.")
    }
    let postcodes = postcodes(of: addresses)
    let before = intake.providers.count
    for list in lists { take(list, postcodes, into: &intake) }
    notes.append(
      ReadingNote(
        "\(counted(intake.providers.count - before, "entry of a provider was", "entries of providers were")) read.",
        file: file))
    if !passedOver.isEmpty {
      notes.append(
        ReadingNote(
          "These sheets have no column URN and were not read: "
            + passedOver.joined(separator: ", ") + ".", file: file))
    }
  }

  /// The postcodes by URN, of a workbook that keeps addresses on a sheet of their own.
  private func postcodes(of sheets: [ProviderSheet]) -> [String: String] {
    var postcodes: [String: String] = [:]
    for sheet in sheets {
      for row in sheet.rows {
        guard let urn = sheet.value(row, .urn).plain?.uppercased(),
          let postcode = sheet.value(row, .postcode).plain
        else { continue }
        if postcodes[urn] == nil { postcodes[urn] = postcode }
      }
    }
    return postcodes
  }

  private mutating func take(
    _ list: ProviderSheet, _ postcodes: [String: String], into intake: inout ProviderIntake
  ) {
    note(list, hasAddresses: !postcodes.isEmpty)
    for row in list.rows where row.cells.contains(where: { !$0.isNone }) {
      var cells = ProviderIntake.Cells(
        urn: list.value(row, .urn).plain, placeCodes: list.value(row, .placeCodes).plain,
        providerCodes: list.value(row, .providerCodes).plain,
        registrationEnd: list.value(row, .registrationEnd),
        postcode: list.value(row, .postcode).plain)
      if list.isSupportedAccommodation {
        cells.placeCodes = "K3"
        if !list.has(.providerCodes) { cells.providerCodes = "PR4" }
      }
      if cells.postcode == nil, let urn = cells.urn { cells.postcode = postcodes[urn.uppercased()] }
      // A line below the list, such as where it comes from, stands alone in its row.
      if cells.urn == nil, row.cells.count(where: { !$0.isNone }) == 1 { continue }
      if let urn = cells.urn, urn.contains(where: \.isWhitespace), urn.count > 15 { continue }
      intake.take(cells) { extent, field, value, reason, expected in
        Refusal(
          extent, file: file, table: list.sheet.name, line: row.number, field: list.title(field),
          value: value, reason: reason, expected: expected,
          remedy: extent == .row ? Refusal.mendRow : Refusal.mendValue,
          cells: extent == .row ? row.cells.map { $0.plain ?? "" } : [])
      }
    }
  }

  private mutating func note(_ list: ProviderSheet, hasAddresses: Bool) {
    let sheet = "“\(list.sheet.name)”"
    if list.areCodesSwapped {
      notes.append(
        ReadingNote(
          "The sheet \(sheet) has placement codes and provider codes under each other's names. "
            + "They were told apart by the codes themselves (PR0 to PR5 are provider codes).",
          file: file, weight: .warning))
    }
    var missing: [String] = []
    if !list.has(.placeCodes), !list.isSupportedAccommodation { missing.append("placement codes") }
    if !list.has(.providerCodes), !list.isSupportedAccommodation {
      missing.append("provider codes")
    }
    if !list.has(.postcode), !hasAddresses { missing.append("postcodes") }
    if !missing.isEmpty {
      notes.append(
        ReadingNote(
          "The sheet \(sheet) has no column for \(missing.joined(separator: ", ")).", file: file,
          weight: .warning))
    }
  }
}

extension ProviderSheet {
  /// Whether the sheet lists providers, rather than, say, the results of inspections.
  fileprivate var saysWhatProvidersDo: Bool {
    has(.placeCodes) || has(.providerCodes) || isSupportedAccommodation
  }
}
