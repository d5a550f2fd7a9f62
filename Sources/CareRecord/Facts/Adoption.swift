public import CivilTime

/// A child's adoption: the steps to it, and who adopted.
///
/// Source: SSDA903 AD1.
public struct Adoption: Fact {
  /// The collection year, by the calendar year in which it ends, in which it was reported.
  public var year = 0
  public var decided: Day?
  public var matched: Day?
  public var byFosterCarer: Code<AdoptedByFosterCarer>?
  public var adopters: Code<NumberOfAdopters>?
  public var adoptersSex: Code<AdoptersSex>?
  public var adoptersLegalStatus: Code<AdoptersLegalStatus>?

  public init() {}

  public static let kind = FactKind("adoption", "Adoption")

  public static let fields: [Field<Adoption>] = [
    Field("year", \.year, "Year ending 31 March", required: .always),
    Field("decided", \.decided, "Decision that the child should be placed for adoption"),
    Field("matched", \.matched, "Matched with the adopters on"),
    Field("by_foster_carer", \.byFosterCarer, "Adopted by the foster carers?"),
    Field("adopters", \.adopters, "How many adopters?"),
    Field("adopters_sex", \.adoptersSex, "Sex of the adopters"),
    Field("adopters_legal_status", \.adoptersLegalStatus, "Legal status of the adopters"),
  ]

  public var occurred: Occurrence? { (matched ?? decided).map { .on($0) } }
}

/// Whether the foster carers adopted.
public enum AdoptedByFosterCarer: CodedValue {
  public static var codeSet: String { "ssda903.FOSTER_CARE" }
}

/// One or two.
public enum NumberOfAdopters: CodedValue {
  public static var codeSet: String { "ssda903.NB_ADOPTR" }
}

/// Sex of the adopters.
public enum AdoptersSex: CodedValue {
  public static var codeSet: String { "ssda903.SEX_ADOPTR" }
}

/// Legal status of the adopters.
public enum AdoptersLegalStatus: CodedValue {
  public static var codeSet: String { "ssda903.LS_ADOPTR" }
}
