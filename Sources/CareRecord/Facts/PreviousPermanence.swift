public import CivilTime

/// A permanence order that a child had before coming into care again.
///
/// Source: SSDA903 PREV_PERM, LA_PERM and DATE_PERM.
public struct PreviousPermanence: Fact {
  public var order: Code<PermanenceOrder>?
  public var authority: Code<PermanenceAuthority>?
  public var date: PartialDay?

  public init() {}

  public static let kind = FactKind("previous_permanence", "Previous permanence order")

  public static let fields: [Field<PreviousPermanence>] = [
    Field("order", \.order, "Kind of order", inHeadline: true),
    Field("authority", \.authority, "Authority that arranged it"),
    Field("date", \.date, "Date of the order", help: "Parts that nobody knows may be zz"),
  ]

  public var occurred: Occurrence? { date?.day.map { .on($0) } }
}

/// Kinds of earlier permanence order.
public enum PermanenceOrder: CodedValue {
  public static var codeSet: String { "ssda903.PREV_PERM" }
}

/// A three-digit authority number, or a code for outside England.
public enum PermanenceAuthority: CodedValue {
  public static var codeSet: String { "ssda903.LA_PERM_SPECIAL" }
}
