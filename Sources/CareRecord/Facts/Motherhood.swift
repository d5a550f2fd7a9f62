public import CivilTime

/// Whether a girl who is looked after is a mother.
///
/// Source: SSDA903 MOTHER and MC_DOB.
public struct Motherhood: Fact {
  public var isMother: Bool?
  public var childBorn: Day?

  public init() {}

  public static let kind = FactKind("motherhood", "Motherhood")

  public static let fields: [Field<Motherhood>] = [
    Field("is_mother", \.isMother, "Is she a mother?", inHeadline: true),
    Field("child_born", \.childBorn, "Date of birth of her first child"),
  ]

  public var occurred: Occurrence? { childBorn.map { .on($0) } }
}
