public import Returns

/// The elements of `ChildIdentifiers` that hold one value: who the child is.
///
/// `GenderCurrent` stands in files up to 2023-24, `Sex` from 2024-25.
///
/// Source: the children in need census specification; the names and their order are the
/// Department's.
public enum ChildIdentifiersColumn: Int, TableColumn {
  case LAchildID, UPN, FormerUPN, UPNunknown, PersonBirthDate, ExpectedPersonBirthDate,
    GenderCurrent, Sex, PersonDeathDate

  public static let layout = TableLayout("ChildIdentifiers", ChildIdentifiersColumn.self)

  public var format: ValueFormat {
    switch self {
    case .LAchildID: .identifier
    case .UPN, .FormerUPN: .text
    case .UPNunknown, .GenderCurrent, .Sex: .code("cin.\(name)")
    case .PersonBirthDate, .ExpectedPersonBirthDate, .PersonDeathDate: .isoDate
    }
  }
}
