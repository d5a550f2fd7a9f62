public import CivilTime

/// Someone's place in a family: one fact that belongs to the family's record and to theirs.
public struct FamilyMember: Fact {
  public var family: SubjectID?
  public var person: SubjectID?
  public var role: Code<FamilyRole> = ""
  public var parentalResponsibility: Bool?
  public var from: Day?
  public var to: Day?

  public init() {}

  public static let kind = FactKind("family_member", "Family member", inChronology: false)

  public static let fields: [Field<FamilyMember>] = [
    Field("family", \.family, "Family", required: .always),
    Field("person", \.person, "Person", required: .always),
    Field("role", \.role, "Place in the family", required: .always, inHeadline: true),
    Field(
      "parental_responsibility", \.parentalResponsibility, "Has parental responsibility?",
      help: "Children Act 1989, section 3"),
    Field("from", \.from, "From"),
    Field("to", \.to, "To"),
  ]

  public var occurred: Occurrence? { from.map { .span(from: $0, to: to) } }
}

/// Places in a family: child, mother, father, grandparent and others.
public enum FamilyRole: CodedValue {
  public static var codeSet: String { "kith.familyRole" }
}

extension Code where Set == FamilyRole {
  public static let child: Self = "child"
  public static let mother: Self = "mother"
  public static let father: Self = "father"
}
