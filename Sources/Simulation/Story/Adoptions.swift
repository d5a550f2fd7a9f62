import CareRecord
import CivilTime

extension FamilyStory {
  /// Tells the decision that a child should be adopted, and the adoption or why it was given up.
  mutating func tellAdoption(_ outline: AdoptionOutline, _ care: StoryCare, of child: Int) {
    var decision = AdoptionDecision()
    decision.decided = outline.decided
    let id = tell(decision, of: child, on: outline.decided, by: .lookedAfter)
    if let reversed = outline.reversed {
      decision.reversed = reversed
      decision.reasonReversed = Code(random.element(of: ["RD1", "RD3", "RD3", "RD4"]) ?? "RD4")
      ledger.retell(id, decision, on: reversed, by: author(.lookedAfter, on: reversed))
      return
    }
    let adopted = care.outline.to
    var adoption = Adoption()
    adoption.year = Self.collectionYear(of: adopted)
    adoption.decided = outline.decided
    adoption.matched = outline.matched
    adoption.byFosterCarer = care.placements.last?.type == "A5" ? "1" : "0"
    let (sex, status) = adopters()
    adoption.adopters = status == "L0" ? "1" : "2"
    adoption.adoptersSex = Code(sex)
    adoption.adoptersLegalStatus = Code(status)
    tell(adoption, of: child, on: adopted, by: .lookedAfter)
  }

  /// Sex and legal status of the adopters; most are a married man and woman.
  ///
  /// Shares are a guess.
  private mutating func adopters() -> (sex: String, status: String) {
    switch random.unit() {
    case ..<0.09: ("F1", "L0")
    case ..<0.11: ("M1", "L0")
    case ..<0.70: ("MF", "L11")
    case ..<0.80: ("MF", "L3")
    case ..<0.87: ("MM", "L12")
    case ..<0.94: ("FF", "L12")
    case ..<0.96: ("MF", "L2")
    default: ("FF", "L4")
    }
  }

  /// The calendar year in which the collection year of a day ends.
  static func collectionYear(of day: Day) -> Int { day.year + (day.month >= 4 ? 1 : 0) }
}
