import CareRecord
import CivilTime

extension FamilyStory {
  /// Tells short breaks of a disabled child: mostly the agreement, for some each break (Care Planning
  /// Regulations 2010, regulation 48: 17 days at a time and 75 in a year at most).
  mutating func tellShortBreaks(_ agreed: Stretch, of child: Int) {
    guard agreed.from <= lastDay, agreed.to > agreed.from + 30 else { return }
    if !children[child].cares.isEmpty { return }
    tellPreviousPermanence(before: agreed.from, of: child, by: .disabledChildren)
    if random.chance(0.75) {
      tellBreak(agreed, "V4", of: child)
      return
    }
    var from = agreed.from
    while from < min(agreed.to - 4, lastDay) {
      tellBreak(Stretch(from: from, to: from + random.whole(1...3)), "V3", of: child)
      from = from + random.whole(28...75)
    }
  }

  /// A break is a period of care that the statistics leave out; it has no postcodes and no provider's
  /// number, so it is told as a care home, for which none is asked.
  private mutating func tellBreak(_ stretch: Stretch, _ status: String, of child: Int) {
    var period = CarePeriod()
    period.from = stretch.from
    period.categoryOfNeed = "N2"
    let id = tell(period, lasting: stretch, of: child, by: .disabledChildren) {
      $0.to = stretch.to
      $0.reasonCeased = status == "V3" ? "E4A" : "E8"
    }
    var legal = LegalStatusSpan()
    legal.carePeriod = id
    legal.status = Code(status)
    legal.from = stretch.from
    tell(legal, lasting: stretch, of: child, by: .disabledChildren) { $0.to = stretch.to }
    var placement = Placement()
    placement.carePeriod = id
    placement.type = "R1"
    placement.provider = "PR4"
    placement.from = stretch.from
    tell(placement, lasting: stretch, of: child, by: .disabledChildren) { $0.to = stretch.to }
  }
}
