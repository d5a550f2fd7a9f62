import CareRecord
import CivilTime

/// Tells what happens to a family, stage by stage, as facts.
///
/// The stages are extensions in files of their own.
struct FamilyStory {
  let setting: Setting
  let number: Int
  let outline: FamilyOutline
  let family: Subject
  let workers: FamilyWorkers
  let homePostcode: String
  var random: SeededRandom
  /// Draws for visits and notes, by itself: with or without them the rest is the same.
  var writing: SeededRandom
  var ledger: Ledger
  var children: [StoryChild] = []
  var adults: [StoryAdult] = []
  /// The need for which children of the family came into care, once one did.
  var needInCare: String?

  init(setting: Setting, number: Int, size: Int) {
    self.setting = setting
    self.number = number
    var drawing = OutlineDrawing(setting: setting, random: setting.random(.outline, number))
    let outline = drawing.family(ofChildren: size)
    self.outline = outline
    var random = setting.random(.story, number)
    let first = outline.firstReferral
    workers = FamilyWorkers(
      locality: Staff.locality(ofFamily: number), from: first, to: setting.lastDay,
      changesAYear: setting.help.workerChangesAYear * Tuning.workerChanges, random: &random)
    homePostcode = FictionalPostcode.numbered(random.below(FictionalPostcode.count))
    var identifiers = setting.identifiers(ofFamily: number)
    family = Subject(.family, identifiers.next())
    ledger = Ledger(
      lastDay: setting.lastDay, calendar: setting.calendar,
      random: setting.random(.recording, number), identifiers: identifiers)
    self.random = random
    writing = setting.random(.writing, number)
  }

  var calendar: WorkingDayCalendar { setting.calendar }
  var lastDay: Day { setting.lastDay }

  /// Tells all of it.
  ///
  /// - Parameter ordinal: how many children the families before this one have
  mutating func tell(childrenBefore ordinal: Int) {
    tellPeople(childrenBefore: ordinal)
    for index in children.indices {
      for number in children[index].outline.cases.indices { tellCase(number, of: index) }
      tellLeavingCare(index)
      tellYears(index)
    }
    tellHome()
    if setting.casework { tellCasework() }
  }

  mutating func finished() -> SimulatedFamily {
    let staff = Staff(setting: setting)
    var authors: [Int: Author] = [:]
    let commits = ledger.commits(setting.versions) { number in
      if let author = authors[number] { return author }
      let author = Author(staff.worker(number).user, through: "simulate")
      authors[number] = author
      return author
    }
    return SimulatedFamily(
      number: number, family: family, children: children.map(\.subject),
      adults: adults.map(\.subject), commits: commits)
  }

  // MARK: - Telling

  func author(_ work: Work, on day: Day) -> Int { workers.worker(work, on: day) }

  @discardableResult
  mutating func tell(
    _ fact: any Fact, of child: Int, on day: Day, by work: Work
  ) -> FactID {
    ledger.tell(fact, of: [children[child].subject], on: day, by: author(work, on: day))
  }

  /// Tells something that lasts: open when it began, anew when it ended.
  @discardableResult
  mutating func tell<F: Fact>(
    _ fact: F, lasting stretch: Stretch, of child: Int, by work: Work,
    ended: (inout F) -> Void
  ) -> FactID {
    let id = tell(fact, of: child, on: stretch.from, by: work)
    if stretch.to <= lastDay {
      var over = fact
      ended(&over)
      ledger.retell(id, over, on: stretch.to, by: author(work, on: stretch.to))
    }
    return id
  }
}
