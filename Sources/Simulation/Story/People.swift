import CareRecord
import CivilTime

extension FamilyStory {
  /// Tells who belongs to the family, as far as it is known at the first referral.
  mutating func tellPeople(childrenBefore ordinal: Int) {
    let first = outline.firstReferral
    let surname = random.element(of: setting.names.families) ?? ""
    if !outline.isUnaccompanied { tellAdults(surname, on: first) }
    var given: Set<String> = []
    for (index, child) in outline.children.enumerated() {
      let names = child.isFemale ? setting.names.girls : setting.names.boys
      var name = random.element(of: names) ?? ""
      while given.contains(name) { name = random.element(of: names) ?? "\(name)a" }
      given.insert(name)
      // A child may have the father's name.
      let family =
        random.chance(0.08) ? random.element(of: setting.names.families) ?? surname : surname
      tellChild(child, given: name, family: family, ordinal: ordinal + index)
    }
  }

  // MARK: - Grown-ups

  private mutating func tellAdults(_ surname: String, on day: Day) {
    tellAdult(.mother, surname, isFemale: true, on: day)
    if random.chance(0.58) { tellAdult(.father, surname, isFemale: false, on: day) }
    if random.chance(0.14) { tellAdult("parentsPartner", surname, isFemale: false, on: day) }
    if random.chance(0.16) {
      tellAdult("grandparent", surname, isFemale: random.chance(0.7), on: day)
    }
  }

  private mutating func tellAdult(
    _ role: Code<FamilyRole>, _ surname: String, isFemale: Bool, on day: Day
  ) {
    let subject = Subject(.adult, ledger.identifiers.next())
    var identity = PersonIdentity()
    identity.givenNames =
      random.element(of: isFemale ? setting.names.girls : setting.names.boys) ?? ""
    let sharesName = role == .mother || random.chance(0.5)
    identity.familyName =
      sharesName ? surname : random.element(of: setting.names.families) ?? surname
    identity.sex = Code(isFemale ? "F" : "M")
    let oldest = outline.children.map(\.birth).min() ?? day
    let years = role == "grandparent" ? random.whole(42...62) : random.whole(18...36)
    identity.birthDate = oldest - years * 365 - random.below(365)
    let author = author(.referral, on: day)
    ledger.tell(identity, of: [subject], on: day, by: author)
    tellMember(
      subject, role, responsible: role == .mother || (role == .father && random.chance(0.8)),
      since: joined(role, oldest, on: day), on: day)
    adults.append(StoryAdult(subject: subject, role: role, name: identity.givenNames))
  }

  /// Parents and grandparents are of the family since its eldest child was born, or expected; a
  /// partner came later.
  private func joined(_ role: Code<FamilyRole>, _ oldest: Day, on day: Day) -> Day {
    let first = min(oldest, day)
    guard role == "parentsPartner" else { return first }
    var own = setting.random(.shared, number, part: 1)
    return own.day(from: first, to: day)
  }

  /// - Parameters:
  ///   - since: when they became one of the family, as far as it is known
  ///   - day: when somebody heard of it
  private mutating func tellMember(
    _ person: Subject, _ role: Code<FamilyRole>, responsible: Bool?, since: Day, on day: Day
  ) {
    var member = FamilyMember()
    member.family = family.id
    member.person = person.id
    member.role = role
    member.parentalResponsibility = responsible
    member.from = since
    ledger.tell(member, of: [family, person], on: day, by: author(.referral, on: day))
  }

  // MARK: - Children

  private mutating func tellChild(
    _ child: ChildOutline, given: String, family: String, ordinal: Int
  ) {
    let subject = Subject.child(ledger.identifiers.next())
    let day = child.cases.first?.referred ?? outline.firstReferral
    var identity = PersonIdentity()
    identity.givenNames = given
    identity.familyName = family
    if random.chance(0.06) { identity.knownAs = String(given.prefix(4)) }
    identity.birthDate = child.birth
    identity.sex = Code(child.isFemale ? "F" : "M")
    identity.ethnicity = Code(ethnicity())
    let id = tellIdentity(&identity, subject, on: day)
    if let end = child.cases.last?.cares.last, end.reason == "E2" {
      identity.deathDate = end.to
      ledger.retell(id, identity, on: end.to, by: author(.lookedAfter, on: end.to))
    }
    tellMember(subject, .child, responsible: nil, since: min(child.birth, day), on: day)
    children.append(
      StoryChild(
        subject: subject, outline: child, ordinal: ordinal, givenName: given, familyName: family,
        identity: id))
    tellIdentifiers(of: children.count - 1, from: day)
    tellDisabilities(of: children.count - 1, from: max(day, child.birth))
  }

  /// Siblings have mostly, not always, the same.
  private mutating func ethnicity() -> String {
    if outline.isUnaccompanied { return setting.care.unaccompaniedEthnicity.draw(&random) }
    var shared = setting.random(.shared, number)
    let family = setting.help.ethnicity.draw(&shared)
    return random.chance(0.9) ? family : setting.help.ethnicity.draw(&random)
  }

  /// Before birth, and where something was got wrong at first, more than one version.
  private mutating func tellIdentity(
    _ identity: inout PersonIdentity, _ subject: Subject, on day: Day
  ) -> FactID {
    let author = author(.referral, on: day)
    var first = identity
    let birth = identity.birthDate ?? day
    let mistake = random.unit()
    if birth > day {
      first.givenNames = ""
      first.knownAs = ""
      first.birthDate = nil
      first.expectedBirthDate = birth + random.whole(-9...9)
      identity.expectedBirthDate = first.expectedBirthDate
      first.sex = "U"
      let id = ledger.tell(first, of: [subject], on: day, by: author)
      ledger.retell(id, identity, on: birth, by: author, because: "The baby was born.")
      return id
    }
    let later = day + random.whole(5...40)
    guard later <= lastDay, mistake < 0.11 else {
      return ledger.tell(identity, of: [subject], on: day, by: author)
    }
    var reason = "The family told us."
    switch mistake {
    case ..<0.03:
      first.birthDate = birth - random.whole(1...9)
      reason = "The date of birth was mistyped: checked against the birth certificate."
    case ..<0.05:
      first.familyName = String(identity.familyName.dropLast())
      reason = "The name was misspelled: checked with the school."
    default: first.ethnicity = "NOBT"
    }
    let id = ledger.tell(first, of: [subject], on: day, by: author)
    ledger.retell(
      id, identity, on: later, by: self.author(.assessment, on: later), because: reason)
    return id
  }

  // MARK: - Disabilities

  private mutating func tellDisabilities(of child: Int, from day: Day) {
    let outline = children[child].outline
    guard outline.isDisabled else {
      tellDisability("NONE", of: child, from: day)
      return
    }
    var codes = setting.help.disabilities.filter { random.chance($0.chance) }.map(\.code)
    if codes.isEmpty { codes = ["AUT"] }
    for code in codes { tellDisability(code, of: child, from: day) }
  }

  private mutating func tellDisability(_ code: String, of child: Int, from day: Day) {
    var disability = Disability()
    disability.code = Code(code)
    disability.from = day
    tell(disability, of: child, on: day, by: .assessment)
  }
}
