public import CivilTime

/// Who someone is, as far as it is known: names, birth, death, sex, ethnicity.
///
/// A record may begin before birth: then the expected date stands and the sex is unknown. The expected
/// date stays when the child is born, for the years in which the child was not.
///
/// Source: SSDA903 Header; CIN census ChildIdentifiers and ChildCharacteristics.
public struct PersonIdentity: Fact {
  public var givenNames = ""
  public var familyName = ""
  public var knownAs = ""
  public var birthDate: Day?
  public var expectedBirthDate: Day?
  public var deathDate: Day?
  public var sex: Code<Sex>?
  public var ethnicity: Code<Ethnicity>?

  public init() {}

  public static let kind = FactKind("identity", "Identity", inChronology: false)

  public static let fields: [Field<PersonIdentity>] = [
    Field("given_names", \.givenNames, "Given names", inHeadline: true),
    Field("family_name", \.familyName, "Family name", inHeadline: true),
    Field("known_as", \.knownAs, "Likes to be called"),
    Field(
      "birth_date", \.birthDate, "Date of birth",
      required: .by("SSDA903, and the CIN census once a child is born")),
    Field(
      "expected_birth_date", \.expectedBirthDate, "Expected date of birth",
      help: "As it was before the birth: the census asks for it while a child is unborn"),
    Field("death_date", \.deathDate, "Date of death"),
    Field("sex", \.sex, "Sex", required: .by("SSDA903 and the CIN census")),
    Field("ethnicity", \.ethnicity, "Ethnicity", required: .by("SSDA903 and the CIN census")),
  ]
}

/// F, M or U (not known, and unborn): the returns of each year have their own codes for it.
public enum Sex: CodedValue {
  public static var codeSet: String { "kith.sex" }
}

/// The Department's list of ethnicities, the same in both returns.
public enum Ethnicity: CodedValue {
  public static var codeSet: String { "ssda903.ETHNIC" }
}

extension PersonIdentity {
  /// The name as people say it: what they like to be called, or the first given name, and the
  /// family name.
  ///
  /// Empty when no name is known.
  public var name: String {
    let first = knownAs.isEmpty ? String(givenNames.prefix { $0 != " " }) : knownAs
    return [first, familyName].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Who they were on a day: before the birth nobody had a name, a date of birth or a known sex.
  public func known(on day: Day) -> PersonIdentity {
    var known = self
    known.deathDate = deathDate.flatMap { $0 <= day ? $0 : nil }
    guard let birthDate, birthDate > day else { return known }
    known.givenNames = ""
    known.familyName = ""
    known.knownAs = ""
    known.birthDate = nil
    known.sex = "U"
    return known
  }
}
