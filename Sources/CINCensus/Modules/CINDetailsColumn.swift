public import Returns

/// The elements of `CINdetails` that hold one value: one for each referral or episode of need.
///
/// Source: the children in need census specification; the names and their order are the
/// Department's.
public enum CINDetailsColumn: Int, TableColumn {
  case CINreferralDate, ReferralSource, PrimaryNeedCode, CINclosureDate, ReasonForClosure,
    DateOfInitialCPC, ReferralNFA

  public static let layout = TableLayout("CINdetails", CINDetailsColumn.self)

  public var format: ValueFormat {
    switch self {
    case .CINreferralDate, .CINclosureDate, .DateOfInitialCPC: .isoDate
    case .ReferralSource, .PrimaryNeedCode, .ReasonForClosure: .code("cin.\(name)")
    case .ReferralNFA: .flag
    }
  }
}
