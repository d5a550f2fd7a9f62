import CareRecord
import CivilTime

extension FamilyStory {
  /// A sentence of a section about a child, with names in their places.
  ///
  /// - Parameter atPlacement: whether it is carers who look after the child
  mutating func sentence(
    _ section: String, _ child: Int, on day: Day, atPlacement: Bool = false
  ) -> String {
    let text = setting.sentences.draw(section, for: age(child, on: day), &writing)
    return filled(text, child, on: day, atPlacement: atPlacement)
  }

  func age(_ child: Int, on day: Day) -> Sentences.Age {
    switch children[child].outline.birth.age(on: day) {
    case ..<0: .unborn
    case 0...2: .baby
    case 3...10: .young
    default: .teen
    }
  }

  private func filled(_ text: String, _ child: Int, on day: Day, atPlacement: Bool) -> String {
    guard text.contains("{") else { return text }
    let story = children[child]
    let isGirl = story.outline.isFemale
    let sibling = children.first { $0.subject != story.subject && $0.outline.birth <= day }
    let words = [
      "child": story.outline.birth <= day ? story.givenName : "the baby",
      "he": isGirl ? "she" : "he", "him": isGirl ? "her" : "him",
      "his": isGirl ? "her" : "his", "He": isGirl ? "She" : "He", "His": isGirl ? "Her" : "His",
      "himself": isGirl ? "herself" : "himself",
      "mother": atPlacement ? "the carer" : adults.first?.name ?? "the carer",
      "school": school(of: story, on: day),
      "sibling": sibling?.givenName ?? (isGirl ? "her friend" : "his friend"),
    ]
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let key = String(rest[rest.index(after: open)..<close])
      let word = words[key] ?? key
      let isFirst = result.isEmpty || result.hasSuffix(". ") || result.hasSuffix("|")
      result += isFirst ? word.prefix(1).uppercased() + word.dropFirst() : word
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// Always the same one for a child, by phase.
  private func school(of story: StoryChild, on day: Day) -> String {
    let phase = story.outline.birth.age(on: day) < 11 ? "primary" : "secondary"
    let schools = setting.names.schools.filter { $0.phase == phase }
    return schools.isEmpty ? "school" : schools[story.ordinal % schools.count].name
  }

  // MARK: - Referral and assessment

  mutating func referralNote(_ outline: CaseOutline, _ child: Int) -> Narrative {
    let day = outline.referred
    let age = age(child, on: day)
    let hasSibling = children.contains { $0.outline.birth <= day.adding(years: -4) }
    let section =
      switch outline.source {
      case _ where self.outline.isUnaccompanied: "referral.alone"
      case _ where age == .unborn: "referral.health"
      case "2A", "2B", "3C":
        children[child].outline.birth.age(on: day) >= 4
          ? "referral.school" : hasSibling ? "referral.sibling" : "referral.other"
      case "6": "referral.police"
      case let source where source.hasPrefix("3"): "referral.health"
      case "1A", "1B", "1C", "1D", "9": "referral.family"
      default: "referral.other"
      }
    var parts = [sentence(section, child, on: day)]
    if !self.outline.isUnaccompanied {
      let decision =
        outline.isNoFurtherAction ? "referral.noFurtherAction" : "referral.decision"
      parts.append(sentence(decision, child, on: day))
    }
    return Narrative(parts.filter { !$0.isEmpty }.joined(separator: "\n\n"))
  }

  mutating func analysis(_ outline: CaseOutline, _ child: Int) -> Narrative {
    let day = outline.assessed ?? outline.referred
    let age = age(child, on: day)
    if age == .unborn { return Narrative(sentence("analysis.unborn", child, on: day)) }
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
    let sections =
      self.outline.isUnaccompanied
      ? ["analysis.worry.N8", "analysis.alone"]
      : [
        "analysis.strength", "analysis.worry.\(worry)", "analysis.voice",
        "analysis.conclusion.\(conclusion)",
      ]
    let parts = sections.map { sentence($0, child, on: day) }
    return Narrative(parts.filter { !$0.isEmpty }.joined(separator: "\n\n"))
  }
}
