import CareRecord
import CivilTime

/// What is told of a family: versions of facts, each on the day on which somebody recorded it.
///
/// What happens after the last day is not told, whoever tells it; so stages may go on into the
/// future. What happened by the last day is known by then.
struct Ledger {
  struct Entry {
    let fact: FactID
    let version: Int
    let body: Change.Body
    let subjects: [Subject]
    let known: Day
    let author: Int
    let reason: String?
  }

  let lastDay: Day
  let calendar: WorkingDayCalendar
  /// Draws delays; by itself, so that what is told does not depend on when.
  var random: SeededRandom
  var identifiers: IdentifierSource
  private(set) var entries: [Entry] = []
  private var latest: [FactID: Int] = [:]
  private var recordedOn: [DayOfAuthor: Day] = [:]

  init(
    lastDay: Day, calendar: WorkingDayCalendar, random: SeededRandom, identifiers: IdentifierSource
  ) {
    self.lastDay = lastDay
    self.calendar = calendar
    self.random = random
    self.identifiers = identifiers
  }

  /// Tells a new fact that happened on a day.
  @discardableResult
  mutating func tell(
    _ fact: any Fact, of subjects: [Subject], on day: Day, by author: Int
  ) -> FactID {
    let id: FactID = identifiers.next()
    if day <= lastDay {
      append(id, 1, .put(fact), subjects, known: recorded(day, by: author), author, nil)
    }
    return id
  }

  /// Tells a fact anew because something happened on a day: it ended, or it was wrong.
  mutating func retell(
    _ id: FactID, _ fact: any Fact, on day: Day, by author: Int, because reason: String? = nil
  ) {
    guard day <= lastDay, let index = latest[id] else { return }
    let before = entries[index]
    append(
      id, before.version + 1, .put(fact), before.subjects,
      known: max(recorded(day, by: author), before.known), author, reason)
  }

  /// Takes a fact back that should never have been told.
  mutating func withdraw(_ id: FactID, on day: Day, by author: Int, because reason: String) {
    guard day <= lastDay, let index = latest[id] else { return }
    let before = entries[index]
    let change = Change(id, replaces: 0, of: before.subjects, before.body)
    append(
      id, before.version + 1, .withdraw(kind: change.kindName), before.subjects,
      known: max(recorded(day, by: author), before.known), author, reason)
  }

  private mutating func append(
    _ id: FactID, _ version: Int, _ body: Change.Body, _ subjects: [Subject], known: Day,
    _ author: Int, _ reason: String?
  ) {
    latest[id] = entries.count
    entries.append(
      Entry(
        fact: id, version: version, body: body, subjects: subjects, known: known, author: author,
        reason: reason))
  }

  /// Most is recorded on the same day, some days later; never on a day off, never after the last.
  ///
  /// What one worker has to record of one day is recorded together.
  private mutating func recorded(_ day: Day, by author: Int) -> Day {
    let key = DayOfAuthor(day: day, author: author)
    if let known = recordedOn[key] { return known }
    let point = random.unit()
    let delay = point < 0.62 ? 0 : point < 0.9 ? random.whole(1...2) : random.whole(3...9)
    let known = min(calendar.firstWorkingDay(onOrAfter: day + delay), lastDay)
    recordedOn[key] = known
    return known
  }
}

private struct DayOfAuthor: Hashable {
  let day: Day
  let author: Int
}
