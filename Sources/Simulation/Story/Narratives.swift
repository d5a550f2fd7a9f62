import CareRecord
import CivilTime

extension FamilyStory {
  /// A sentence of a section about a child, with names in their places.
  mutating func sentence(_ section: String, _ child: Int, on day: Day) -> String {
    filled(setting.sentences.draw(section, &writing), child, on: day)
  }

  private mutating func filled(_ text: String, _ child: Int, on day: Day) -> String {
    guard text.contains("{") else { return text }
    let story = children[child]
    let isGirl = story.outline.isFemale
    let sibling =
      children.first { $0.subject != story.subject }?.name ?? (isGirl ? "her friend" : "his friend")
    // School is always the same one for a child, by phase.
    let phase = story.outline.birth.age(on: day) < 11 ? "primary" : "secondary"
    let schools = setting.names.schools.filter { $0.phase == phase }
    let school = schools.isEmpty ? "School" : schools[story.ordinal % schools.count].name
    let mother = adults.first?.name ?? "The carer"
    let words = [
      "child": story.name, "he": isGirl ? "she" : "he", "him": isGirl ? "her" : "him",
      "his": isGirl ? "her" : "his", "He": isGirl ? "She" : "He", "His": isGirl ? "Her" : "His",
      "himself": isGirl ? "herself" : "himself", "mother": mother, "school": school,
      "sibling": sibling,
    ]
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let key = String(rest[rest.index(after: open)..<close])
      result += words[key] ?? key
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// Which of the sections by age is right for a child: `baby`, `young` or `teen`.
  func voice(_ child: Int, on day: Day) -> String {
    switch children[child].outline.birth.age(on: day) {
    case ..<3: "baby"
    case 3...10: "young"
    default: "teen"
    }
  }

  // MARK: - Referral and assessment

  mutating func referralNote(_ outline: CaseOutline, _ child: Int) -> Narrative {
    let day = outline.referred
    let section =
      switch outline.source {
      case _ where self.outline.isUnaccompanied: "referral.alone"
      case "6": "referral.police"
      case "2A", "2B": "referral.school"
      case let source where source.hasPrefix("3"): "referral.health"
      case "1A", "1B", "1D", "9": "referral.family"
      default: "referral.other"
      }
    var parts = [sentence(section, child, on: day)]
    if !self.outline.isUnaccompanied {
      let decision =
        outline.isNoFurtherAction ? "referral.noFurtherAction" : "referral.decision"
      parts.append(sentence(decision, child, on: day))
    }
    return Narrative(parts.joined(separator: "\n\n"))
  }

  mutating func analysis(_ outline: CaseOutline, _ child: Int) -> Narrative {
    let day = outline.assessed ?? outline.referred
    let worry = ["N2", "N3", "N4", "N5", "N6", "N8"].contains(outline.need) ? outline.need : "N1"
    let conclusion =
      if !outline.cares.isEmpty, outline.protection == nil {
        "care"
      } else if outline.enquiry?.conference != nil {
        "protection"
      } else if !outline.plans.isEmpty {
        "plan"
      } else {
        "close"
      }
    let isBorn = children[child].outline.birth <= day
    let parts = [
      sentence("analysis.strength", child, on: day),
      sentence("analysis.worry.\(worry)", child, on: day),
      isBorn ? sentence("analysis.voice.\(voice(child, on: day))", child, on: day) : "",
      sentence("analysis.conclusion.\(conclusion)", child, on: day),
    ]
    return Narrative(parts.filter { !$0.isEmpty }.joined(separator: "\n\n"))
  }
}
