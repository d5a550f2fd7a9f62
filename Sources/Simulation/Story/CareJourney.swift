import CareRecord
import CivilTime

extension FamilyStory {
  /// Tells a period of care: its legal statuses, placements, reviews and what happened in it.
  mutating func tellCare(_ outline: CareOutline, in case: CaseOutline, of child: Int) {
    guard outline.from <= lastDay else { return }
    let story = careStory(outline, of: child)
    children[child].cares.append(story)
    let care = story.outline
    let work: Work = self.outline.isUnaccompanied ? .unaccompanied : .lookedAfter
    var period = CarePeriod()
    period.from = care.from
    period.categoryOfNeed = Code(categoryOfNeed(`case`, of: child))
    if !self.outline.isUnaccompanied { period.homePostcode = homePostcode }
    let id = tell(period, lasting: story.stretch, of: child, by: work) {
      $0.to = care.to
      $0.reasonCeased = Code(care.reason)
    }
    for (index, turn) in story.statuses.enumerated() {
      let to = index + 1 < story.statuses.count ? story.statuses[index + 1].from : care.to
      var status = LegalStatusSpan()
      status.carePeriod = id
      status.status = Code(turn.status)
      status.from = turn.from
      tell(status, lasting: Stretch(from: turn.from, to: to), of: child, by: work) { $0.to = to }
    }
    let isFirstOrder = !children[child].cares.dropLast().contains {
      $0.statuses.contains { $0.status == "C1" }
    }
    if isFirstOrder, let order = story.statuses.first(where: { $0.status == "C1" }) {
      tellCourtCase(of: child, from: order.from)
    }
    for turn in story.placements { tellPlacement(turn, period: id, of: child, by: work) }
    tellReviews(story, of: child)
    tellMissing(story, of: child)
    tellDeprivation(story, of: child)
    if let adoption = care.adoption { tellAdoption(adoption, story, of: child) }
    tellPreviousPermanence(before: care.from, of: child, by: work)
    if children[child].cares.count == 1 { tellFirstCare(story, of: child, by: work) }
  }

  /// Brothers and sisters who come into care on one day mostly live together.
  private mutating func careStory(_ outline: CareOutline, of child: Int) -> StoryCare {
    let birth = children[child].outline.birth
    let other = children[..<child].flatMap(\.cares).first {
      $0.outline.from == outline.from && $0.outline.firstStatus == outline.firstStatus
    }
    guard let other else { return placed(outline, statuses: statuses(of: outline), of: child) }
    let endTogether = other.outline.to == outline.to
    let statuses = endTogether ? other.statuses : statuses(of: outline)
    if random.chance(0.8),
      let placements = shared(other, by: outline, statuses: statuses, birth: birth)
    {
      var outline = outline
      if endTogether { outline.reason = other.outline.reason }
      return settled(StoryCare(outline: outline, statuses: statuses, placements: placements))
    }
    return placed(outline, statuses: statuses, of: child)
  }

  /// The placements of a brother or sister, as long as this child is in care; nil where they do not
  /// suit the child.
  private func shared(
    _ other: StoryCare, by care: CareOutline, statuses: [StatusTurn], birth: Day
  ) -> [PlacementTurn]? {
    if other.outline.to != care.to, other.outline.adoption != nil || care.adoption != nil {
      return nil
    }
    var turns = other.placements.filter { $0.from < care.to - 2 }
    guard var last = turns.popLast() else { return nil }
    if last.to != care.to {
      last.to = care.to
      last.reasonEnded = nil
    }
    turns.append(last)
    let isLasting = !last.type.hasPrefix("T") && !["Z1", "H5", "R2", "R3"].contains(last.type)
    let suits = turns.allSatisfy { turn in
      guard Self.suits(turn.type, birth.age(on: turn.from)) else { return false }
      let status = statuses.last { $0.from <= turn.from }?.status ?? "V2"
      let isDisturbed = statuses.contains { $0.from > turn.from - 2 && $0.from < turn.to + 2 }
      if turn.type.hasPrefix("T") { return !isDisturbed }
      return turn.type != "P1" || ["C1", "C2"].contains(status)
    }
    return suits && (isLasting || other.outline.to == care.to) ? turns : nil
  }

  private mutating func placed(
    _ outline: CareOutline, statuses: [StatusTurn], of child: Int
  ) -> StoryCare {
    let placements = placements(of: outline, statuses: statuses, child: child)
    return settled(StoryCare(outline: outline, statuses: statuses, placements: placements))
  }

  /// Special guardians who fostered the child, and carers with whom a young person stays on, are
  /// foster carers before.
  private func settled(_ story: StoryCare) -> StoryCare {
    if story.placements.last?.type.hasPrefix("U") == true { return story }
    let others = ["E45": "E47", "E46": "E48", "E17": "E5"]
    var outline = story.outline
    outline.reason = others[outline.reason] ?? outline.reason
    return StoryCare(outline: outline, statuses: story.statuses, placements: story.placements)
  }

  private mutating func categoryOfNeed(_ outline: CaseOutline, of child: Int) -> String {
    if self.outline.isUnaccompanied { return "N8" }
    if let told = needInCare { return told }
    var need = setting.care.need.draw(&random)
    if need == "N2", !children[child].outline.isDisabled { need = "N1" }
    needInCare = need
    return need
  }

  // MARK: - Legal statuses

  mutating func statuses(of care: CareOutline) -> [StatusTurn] {
    var turns = [StatusTurn(status: care.firstStatus, from: care.from)]
    if care.endsInFirstStatus { return turns }
    let chances = setting.care
    let limit = care.adoption?.ordered ?? care.to
    while let last = turns.last {
      let emergency = ["L1", "L2", "J1", "J2"].contains(last.status)
      var next = chances.nextStatus[last.status]?.draw(&random) ?? "end"
      while emergency && next == "end" {
        next = chances.nextStatus[last.status]?.draw(&random) ?? "V2"
      }
      if next == "end" { break }
      if next == "E1" || (last.status == "C1" && next == "V2") { next = "C2" }
      let days = chances.statusDays[last.status]?.drawDays(&random) ?? 60
      let from = last.from + max(days, last.status == "V2" ? 10 : 1)
      guard from < limit - 3 else {
        // What may last only days has to end even in the shortest care.
        if emergency, last.from + 1 < limit {
          turns.append(StatusTurn(status: next, from: last.from + 1))
        }
        break
      }
      turns.append(StatusTurn(status: next, from: from))
    }
    if let adoption = care.adoption {
      if turns.last?.status == "V2" {
        let from = max((turns.last?.from ?? care.from) + 5, adoption.decided - 60)
        if from < adoption.ordered { turns.append(StatusTurn(status: "C1", from: from)) }
      }
      turns.append(StatusTurn(status: "E1", from: adoption.ordered))
      if let reversed = adoption.reversed, reversed < care.to {
        turns.append(StatusTurn(status: "C2", from: reversed))
      }
    }
    return turns
  }

  // MARK: - Reviews

  /// The first within 20 working days, the second within three months, then every six (Care Planning
  /// Regulations 2010, regulation 33).
  private mutating func tellReviews(_ story: StoryCare, of child: Int) {
    let chances = setting.care
    let birth = children[child].outline.birth
    var due = calendar.adding(workingDays: 20, to: story.outline.from)
    var number = 0
    while true {
      let onTime = random.chance(chances.reviewOnTime)
      let wanted = onTime ? due - random.whole(0...8) : due + random.whole(3...45)
      var day = calendar.firstWorkingDay(onOrAfter: wanted)
      if onTime, day > due { day = calendar.lastWorkingDay(before: due) }
      guard day < story.outline.to, day <= lastDay else { break }
      var review = LookedAfterReview()
      review.on = day
      review.participation = Code(
        birth.age(on: day) < 4 ? "PN0" : chances.participation.draw(&random))
      tell(review, of: child, on: day, by: .reviewing)
      number += 1
      due = day.adding(months: number == 1 ? 3 : 6)
    }
  }

  // MARK: - What is asked once

  private mutating func tellFirstCare(_ story: StoryCare, of child: Int, by work: Work) {
    let care = story.outline
    if children[child].outline.isFemale { tellMotherhood(story, of: child, by: work) }
    guard self.outline.isUnaccompanied else { return }
    var status = UnaccompaniedStatus()
    status.since = care.from
    status.ceases = children[child].outline.eighteenth
    let id = tell(status, of: child, on: care.from, by: work)
    if care.to < children[child].outline.eighteenth {
      status.ceases = care.to
      ledger.retell(
        id, status, on: care.to, by: author(work, on: care.to),
        because: "The young person is no longer looked after.")
    }
  }

  private mutating func tellMotherhood(_ story: StoryCare, of child: Int, by work: Work) {
    let care = story.outline
    var motherhood = Motherhood()
    motherhood.isMother = false
    let id = tell(motherhood, of: child, on: care.from, by: work)
    let sixteen = children[child].outline.birth.adding(years: 16)
    let from = max(care.from + 60, sixteen)
    guard from < care.to - 30, random.chance(0.02) else { return }
    let born = random.day(from: from, to: care.to - 10)
    motherhood.isMother = true
    motherhood.childBorn = born
    ledger.retell(id, motherhood, on: born, by: author(work, on: born))
  }

  /// The return asks for it of children who came into care since then.
  private static let permanenceAsked = Day(year: 2016, month: 4, day: 1) ?? .unset

  /// Asked at each entry; told once, as the return has one row a child.
  mutating func tellPreviousPermanence(before day: Day, of child: Int, by work: Work) {
    guard !children[child].hasToldPermanence, day >= Self.permanenceAsked else { return }
    children[child].hasToldPermanence = true
    var previous = PreviousPermanence()
    previous.order = "Z1"
    let birth = children[child].outline.birth
    if birth.age(on: day) >= 3, !outline.isUnaccompanied,
      random.chance(setting.care.previousPermanence)
    {
      previous.order = Code(setting.care.previousPermanenceKind.draw(&random))
      previous.authority = Code(
        random.chance(0.7)
          ? String(setting.authorityNumber)
          : random.element(of: ["WAL", "SCO", "999", "NUK"]) ?? "999")
      let ordered = random.day(from: birth.adding(years: 1), to: day - 300)
      let text = ordered.british
      // Day or month are not always known any more.
      previous.date =
        switch random.below(10) {
        case 0: PartialDay("zz/zz/\(text.suffix(4))")
        case 1, 2: PartialDay("zz/\(text.suffix(7))")
        default: PartialDay(ordered)
        }
    }
    tell(previous, of: child, on: day, by: work)
  }
}
