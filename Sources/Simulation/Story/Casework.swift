import CareRecord
import CivilTime

extension FamilyStory {
  /// A child who is to be visited for a purpose, where, over a stretch of days.
  private struct Visited {
    let child: Int
    let purpose: String
    let work: Work
    /// Children of one place are visited together.
    let place: String
    let stretch: Stretch
  }

  /// Tells visits and case notes, those of brothers and sisters in one place together.
  mutating func tellCasework() {
    let visited = allVisited()
    let groups = Dictionary(grouping: visited.indices) {
      "\(visited[$0].purpose) \(visited[$0].place)"
    }
    for key in groups.keys.sorted() {
      tellVisits((groups[key] ?? []).map { visited[$0] })
    }
    for child in children.indices {
      for outline in children[child].outline.cases where !outline.isNoFurtherAction {
        tellNotes(outline, of: child)
      }
    }
  }

  private func allVisited() -> [Visited] {
    var visited: [Visited] = []
    for (child, story) in children.enumerated() {
      for outline in story.outline.cases {
        for plan in outline.plans {
          visited.append(
            Visited(
              child: child, purpose: "childInNeed", work: supportWork(outline), place: "Home",
              stretch: plan))
        }
        if let plan = outline.protection {
          visited.append(
            Visited(
              child: child, purpose: "childProtection", work: .childProtection, place: "Home",
              stretch: plan))
        }
      }
      let work: Work = outline.isUnaccompanied ? .unaccompanied : .lookedAfter
      for care in story.cares {
        for turn in care.placements where !turn.type.hasPrefix("T") {
          visited.append(
            Visited(
              child: child, purpose: "lookedAfter", work: work, place: turn.postcode,
              stretch: Stretch(from: turn.from, to: turn.to)))
        }
      }
    }
    return visited
  }

  // MARK: - Visits

  private mutating func tellVisits(_ group: [Visited]) {
    guard var day = group.map(\.stretch.from).min() else { return }
    let end = min(group.map(\.stretch.to).max() ?? day, lastDay)
    let purpose = group[0].purpose
    while true {
      day = calendar.firstWorkingDay(onOrAfter: day + daysToNext(purpose))
      guard day <= end else { return }
      let here = group.filter {
        $0.stretch.contains(day) && children[$0.child].outline.birth <= day
      }
      if here.isEmpty {
        guard let next = group.map(\.stretch.from).filter({ $0 > day }).min() else { return }
        day = next
        continue
      }
      tellVisit(to: here, on: day)
    }
  }

  private mutating func daysToNext(_ purpose: String) -> Int {
    let usual =
      switch purpose {
      case "childProtection": Int(setting.help.protectionVisitDays) - 2
      case "lookedAfter": 38
      default: 27
      }
    let isOnTime = writing.chance(setting.help.visitOnTime)
    return usual + (isOnTime ? writing.whole(-3...1) : writing.whole(6...25))
  }

  private mutating func tellVisit(to visited: [Visited], on day: Day) {
    let purpose = visited[0].purpose
    let author = author(visited[0].work, on: day)
    var visit = Visit()
    visit.on = day
    visit.purpose = Code(purpose)
    visit.place = purpose == "lookedAfter" ? "Placement" : "Home"
    let isAway = purpose == "lookedAfter"
    let first = visited[0].child
    let parts = ["visit.\(purpose)", "visit.agreed"].map {
      sentence($0, first, on: day, atPlacement: isAway)
    }
    visit.note = Narrative(parts.joined(separator: "\n\n"))
    let subjects = visited.map { children[$0.child].subject }
    let id = ledger.tell(visit, of: subjects, on: day, by: author)
    for one in visited {
      var note = ChildAtVisit()
      note.visit = id
      note.on = day
      note.childSeen = writing.chance(0.94)
      if note.childSeen, age(one.child, on: day) != .baby {
        note.childSeenAlone = writing.chance(setting.help.seenAlone)
      }
      let parts = (note.childSeen ? ["seen", "voice"] : ["unseen"]).map {
        sentence($0, one.child, on: day, atPlacement: isAway)
      }
      note.note = Narrative(parts.joined(separator: " "))
      ledger.tell(note, of: [children[one.child].subject], on: day, by: author)
    }
  }

  // MARK: - Notes

  private static let topics = Choices([
    ("note.call", 0.27), ("note.school", 0.24), ("note.supervision", 0.24),
    ("note.directWork", 0.11), ("note.health", 0.14),
  ])

  private mutating func tellNotes(_ outline: CaseOutline, of child: Int) {
    var day = outline.referred
    while true {
      let isQuiet = outline.leaver.map { day >= $0 } ?? false
      day = calendar.firstWorkingDay(
        onOrAfter: day + writing.whole(isQuiet ? 60...120 : 18...55))
      guard day < outline.closed, day <= lastDay else { return }
      tellNote(outline, of: child, on: day)
    }
  }

  private mutating func tellNote(_ outline: CaseOutline, of child: Int, on day: Day) {
    let story = children[child]
    let isAway = story.cares.contains { $0.stretch.contains(day) }
    let years = story.outline.birth.age(on: day)
    var topic = Self.topics?.draw(&writing) ?? "note.call"
    if isAway, !self.outline.isUnaccompanied, writing.chance(0.3) { topic = "note.familyTime" }
    if topic == "note.school", !(5...16).contains(years) { topic = "note.health" }
    if topic == "note.directWork", years < 4 { topic = "note.supervision" }
    if topic == "note.call", self.outline.isUnaccompanied { topic = "note.supervision" }
    let text = sentence(topic, child, on: day, atPlacement: isAway && topic != "note.familyTime")
      .split(separator: "|", maxSplits: 1)
    guard text.count == 2 else { return }
    var note = CaseNote()
    note.on = day
    note.title = String(text[0])
    var parts = [String(text[1])]
    if writing.chance(0.6) { parts.append(sentence("note.next", child, on: day)) }
    note.note = Narrative(parts.joined(separator: " "))
    let author = author(
      phases(outline, of: child).last { $0.stretch.from <= day }?.work
        ?? .assessment, on: day)
    let id = ledger.tell(note, of: [story.subject], on: day, by: author)
    let chance = writing.unit()
    if chance < 0.012 {
      let later = calendar.adding(workingDays: writing.whole(1...4), to: day)
      ledger.withdraw(
        id, on: later, by: author,
        because: setting.sentences.draw("withdrawn", for: .young, &writing))
    } else if chance < 0.03 {
      let later = calendar.adding(workingDays: writing.whole(1...6), to: day)
      note.note = Narrative(note.note.text + "\n\nRead again with the worker who was there.")
      ledger.retell(id, note, on: later, by: author, because: "Added what was said afterwards.")
    }
  }
}
