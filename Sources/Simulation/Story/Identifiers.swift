import CareRecord
import CivilTime

extension FamilyStory {
  /// Tells the numbers by which other systems know a child.
  mutating func tellIdentifiers(of index: Int, from day: Day) {
    let child = children[index]
    tellIdentifier(.laChildID, String(100_000 + child.ordinal), of: index, from: day)
    if let number = FictionalNumbers.nhs(child.ordinal) {
      tellIdentifier(.nhsNumber, number, of: index, from: max(day, child.outline.birth))
    }
    if outline.isUnaccompanied {
      tellIdentifier("homeOfficeRef", "ZZ\(3_000_000 + child.ordinal)", of: index, from: day)
      tellIdentifier(.upnUnknown, "UN2", of: index, from: day)
    } else {
      tellPupilNumber(of: index, from: day)
    }
  }

  /// Tells the number of the care proceedings; no court begins its numbers with ZZ.
  mutating func tellCourtCase(of index: Int, from day: Day) {
    let year = day.year % 100
    tellIdentifier(
      "courtCaseNumber", "ZZ\(year < 10 ? "0" : "")\(year)C\(50_000 + children[index].ordinal)",
      of: index, from: day)
  }

  private mutating func tellPupilNumber(of index: Int, from day: Day) {
    let child = children[index].outline
    let allocated = Self.startOfSchool(child.birth)
    if child.birth > day {
      tellUnknown("UN6", of: index, from: day, to: child.birth)
    }
    let known = max(day, child.birth)
    if known < allocated {
      tellUnknown("UN1", of: index, from: known, to: allocated)
    } else if let reason = unknown(child) {
      tellIdentifier(.upnUnknown, reason, of: index, from: known)
      return
    }
    let from = max(known, allocated)
    let ordinal = children[index].ordinal
    tellIdentifier(
      .upn, FictionalNumbers.pupil(ordinal, authority: setting.pupilNumberAuthority),
      of: index, from: from)
    if random.chance(0.03) {
      // The number before an adoption or a move from a school that had given another.
      tellIdentifier(
        .formerUPN,
        FictionalNumbers.pupil(ordinal + 50_000_000, authority: setting.pupilNumberAuthority),
        of: index, from: from)
    }
  }

  /// Why a child of school age has no pupil number, for the few who have none.
  private mutating func unknown(_ child: ChildOutline) -> String? {
    if child.cases.allSatisfy(\.isNoFurtherAction) { return random.chance(0.25) ? "UN7" : nil }
    guard random.chance(0.015) else { return nil }
    return random.element(of: ["UN2", "UN3", "UN5"])
  }

  private mutating func tellUnknown(_ code: String, of index: Int, from day: Day, to end: Day) {
    var identifier = PersonIdentifier()
    identifier.scheme = .upnUnknown
    identifier.value = code
    identifier.from = day
    tell(identifier, lasting: Stretch(from: day, to: end), of: index, by: .assessment) {
      $0.to = end
    }
  }

  private mutating func tellIdentifier(
    _ scheme: Code<IdentifierScheme>, _ value: String, of index: Int, from day: Day
  ) {
    var identifier = PersonIdentifier()
    identifier.scheme = scheme
    identifier.value = value
    identifier.from = day
    tell(identifier, of: index, on: day, by: .referral)
  }

  /// The first 1 September on or after the fourth birthday.
  static func startOfSchool(_ birth: Day) -> Day {
    let fourth = birth.adding(years: 4)
    let september = Day(year: fourth.year, month: 9, day: 1) ?? fourth
    return september >= fourth ? september : september.adding(years: 1)
  }
}
