import CareRecord
import CaseworkPages
import CivilTime
import Returns
import Store

/// The list of children as a file for a spreadsheet.
struct ChildrenSpreadsheet {
  /// What the store hands out of a list at most.
  static let mostChildren = 10_000

  let bytes: [UInt8]

  init(_ found: ChildListPage, in setting: PageSetting) {
    var sheet = SpreadsheetCSV()
    sheet.append([
      "Name", "Child number", "Date of birth", "Expected date of birth", "Age", "Status",
      "Status since", "Days open", "Placement code", "Placement", "Worker", "Team", "Alert",
    ])
    for child in found.children {
      sheet.append(ChildrenSpreadsheet.row(child, setting))
    }
    if found.total > found.children.count {
      sheet.append([
        "Only the first \(found.children.count) of \(found.total) children are in this file. "
          + "Filter the list to get the others."
      ])
    }
    bytes = sheet.bytes
  }

  private static func row(_ child: ChildHeadline, _ setting: PageSetting) -> [String?] {
    let since = child.statusFrom.flatMap { $0.isSet ? $0 : nil }
    return [
      child.name, child.laChildID, child.birthDate?.iso, child.expectedBirthDate?.iso,
      child.birthDate.flatMap { $0 <= setting.today ? String($0.age(on: setting.today)) : nil },
      child.status?.label, since?.iso,
      since.flatMap { $0 <= setting.today ? String(setting.today - $0) : nil }, child.placement,
      child.placement.map {
        setting.words.words(for: .text($0), of: .code(PlacementType.codeSet))
      }, child.worker, child.team, child.hasAlert ? "Yes" : "No",
    ]
  }
}
