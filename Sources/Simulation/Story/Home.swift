import CareRecord
import CivilTime

extension FamilyStory {
  /// Tells where the family lives, and what everybody who opens the record must know.
  mutating func tellHome() {
    guard !outline.isUnaccompanied else { return }
    let everyone = children.map(\.subject) + adults.map(\.subject)
    let isProtected = random.chance(setting.help.protectedAddress)
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
      let moved = day + max(Int(-PortableMath.logarithm(1 - random.unit()) * 9 * 365), 90)
      if moved <= min(last, lastDay) {
        address.to = moved
        ledger.retell(id, address, on: moved, by: author(.familyHelp, on: moved))
      }
      day = moved
      postcode = FictionalPostcode.numbered(random.below(FictionalPostcode.count))
    }
    if random.chance(0.09) || isProtected { tellAlert(isProtected: isProtected, everyone) }
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
