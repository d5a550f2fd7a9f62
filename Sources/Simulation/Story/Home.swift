import CareRecord
import CivilTime

extension FamilyStory {
  /// Tells where the family lives, and what everybody who opens the record must know.
  mutating func tellHome() {
    guard !outline.isUnaccompanied else { return }
    let everyone = children.map(\.subject) + adults.map(\.subject)
    let isProtected = random.chance(setting.help.protectedAddress)
    tellEarlierHomes(everyone)
    var day = outline.firstReferral
    var postcode = homePostcode
    let last = children.flatMap { $0.outline.cases.map(\.closed) }.max() ?? day
    while day <= min(last, lastDay) {
      var address = Address()
      address.from = day
      address.lines = street()
      address.postcode = postcode
      address.isProtected = isProtected
      let id = ledger.tell(
        address, of: everyone, on: day, by: author(.referral, on: day))
      let moved = day + stay()
      if moved <= min(last, lastDay) {
        address.to = moved
        ledger.retell(id, address, on: moved, by: author(.familyHelp, on: moved))
      }
      day = moved
      postcode = FictionalPostcode.numbered(random.below(FictionalPostcode.count))
    }
    if random.chance(0.14) || isProtected { tellAlert(isProtected: isProtected, everyone) }
  }

  /// How many days a family stays in a home: some years on average, as most of those who are known to
  /// social care rent theirs.
  ///
  /// A guess: the English Housing Survey gives about 4 years of private tenants and 11 of social ones.
  private mutating func stay() -> Int {
    max(Int(-PortableMath.logarithm(1 - random.unit()) * 5 * 365), 90)
  }

  /// Tells where the children lived before anybody was worried about them, as the health service or
  /// a school had it; known with the first referral.
  private mutating func tellEarlierHomes(_ everyone: [Subject]) {
    let first = outline.firstReferral
    let oldest = min(outline.children.map(\.birth).min() ?? first, first)
    var to = first
    while random.chance(0.75) {
      let from = to - stay()
      guard from > oldest else { return }
      var address = Address()
      address.from = from
      address.to = to
      address.lines = street()
      address.postcode = FictionalPostcode.numbered(random.below(FictionalPostcode.count))
      let living = children.filter { $0.outline.birth < to }.map(\.subject)
      ledger.tell(
        address, of: living + adults.map(\.subject), on: first, by: author(.referral, on: first))
      to = from
    }
  }

  private mutating func street() -> String {
    let street = random.element(of: setting.names.streets) ?? ""
    let town = random.element(of: setting.names.towns) ?? ""
    return "\(random.whole(1...180)) \(street), \(town)"
  }

  private mutating func tellAlert(isProtected: Bool, _ everyone: [Subject]) {
    let from = outline.firstReferral + random.whole(3...60)
    var alert = RecordAlert()
    alert.text =
      setting.sentences.draw(isProtected ? "alert.address" : "alert", for: .young, &random)
      .replacing("{mother}", with: adults.first?.name ?? "The carer")
    alert.from = from
    alert.reviewOn = from + 182
    let author = author(.familyHelp, on: from)
    let id = ledger.tell(alert, of: everyone, on: from, by: author)
    guard !isProtected, random.chance(0.6) else { return }
    let to = calendar.firstWorkingDay(onOrAfter: from + random.whole(60...400))
    guard to <= lastDay else { return }
    alert.to = to
    ledger.retell(
      id, alert, on: to, by: self.author(.familyHelp, on: to), because: "No longer applies.")
  }
}
