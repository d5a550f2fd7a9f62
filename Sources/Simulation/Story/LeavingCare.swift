import CareRecord
import CivilTime

extension FamilyStory {
  /// Tells how a care leaver was doing around each birthday from the 17th to the 21st.
  mutating func tellLeavingCare(_ child: Int) {
    let story = children[child]
    let birth = story.outline.birth
    guard let last = story.cares.last, story.outline.end == nil,
      last.outline.reason != "E3", last.outline.to <= lastDay, hasQualified(story)
    else { return }
    var died = false
    for age in 17...21 {
      let birthday = birth.adding(years: age)
      guard birthday > last.outline.to, birthday <= lastDay else { continue }
      var contact = CareLeaverContact()
      contact.year = Self.collectionYear(of: birthday)
      var inTouch = setting.care.inTouch.draw(&random)
      let wentHome =
        ["E4A", "E4B"].contains(last.outline.reason) && birthday - last.outline.to > 182
      if wentHome { inTouch = "RHOM" } else if inTouch == "RHOM" { inTouch = "YES" }
      // Who has died stays so in every later return (rule 348).
      if died { inTouch = "DIED" }
      died = inTouch == "DIED"
      contact.inTouch = Code(inTouch)
      contact.activity = "0"
      contact.accommodation = "0"
      if inTouch == "YES" || (["REFU", "NREQ"].contains(inTouch) && random.chance(0.5)) {
        contact.activity = Code(activity(isOlder: age >= 19))
        contact.accommodation = Code(accommodation(age, last))
      }
      let told = min(birthday + random.whole(0...30), lastDay)
      tell(contact, of: child, on: told, by: .leavingCare)
    }
  }

  /// Thirteen weeks in care since the 14th birthday, some of it from the 16th on.
  private func hasQualified(_ story: StoryChild) -> Bool {
    let birth = story.outline.birth
    func days(since age: Int) -> Int {
      story.cares.reduce(0) { sum, care in
        sum + max(care.outline.to - max(care.outline.from, birth.adding(years: age)), 0)
      }
    }
    return days(since: 14) >= 91 && days(since: 16) >= 1
  }

  private mutating func activity(isOlder: Bool) -> String {
    let chances = setting.care
    return random.chance(chances.active[isOlder] ?? 0.6)
      ? chances.activity.draw(&random) : chances.noActivity.draw(&random)
  }

  private mutating func accommodation(_ age: Int, _ last: StoryCare) -> String {
    let chances = setting.care
    guard random.chance(chances.suitablyHoused[age >= 19] ?? 0.9) else {
      return chances.unsuitable.draw(&random)
    }
    if last.outline.reason == "E17", age < 20 { return "Z1" }
    let kind = chances.suitable.draw(&random)
    // Staying on with foster carers begins at 18.
    return kind == "Z1" && age < 18 ? "B1" : kind
  }
}
