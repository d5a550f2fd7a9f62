import Access
import CareRecord
import CivilTime
import Learning
import Published

func day(_ iso: String) -> Day { Day(iso: iso) ?? .unset }
func id(_ number: Int64) -> LearningID { LearningID(raw: number) }

extension LearningFinding {
  static func example(
    title: String = "Supervision is regular", theme: String = "Supervision",
    found: String = "It is held monthly", place: String = "", how: String = "",
    trying: String = "", sort: Sort = .strength, under: Indicator.Outcome = .workforce,
    source: Source = .audit
  ) -> LearningFinding {
    LearningFinding(
      title: title, source: source, under: under, theme: theme, sort: sort, found: found,
      on: day("2026-03-04"), place: place, howWeKnow: how, whoIsTryingIt: trying)
  }
}

extension ImprovementAction {
  static var example: ImprovementAction { example() }

  static func example(
    title: String = "Give every worker an hour a month", owner: Owner? = nil,
    expected: String = "", review: String? = nil, assurance: String? = nil,
    findings: [LearningID] = [], indicator: String? = nil, status: Status = .underway,
    begins: String = "2026-04-01", due: String = "2026-09-30"
  ) -> ImprovementAction {
    ImprovementAction(
      title: title, under: .workforce, findings: findings, owner: owner, begins: day(begins),
      due: day(due), indicator: indicator, expected: expected, status: status,
      reviews: review.map { [.init(on: day("2026-05-01"), by: "moss", note: $0)] } ?? [],
      assurances: assurance.map {
        [.init(on: day("2026-06-01"), by: "rowan", verdict: .assured, how: $0)]
      } ?? [])
  }
}

extension ReflectiveSession {
  static func example(
    title: String = "North team, spring", gathered: String = "", weDo: String = "",
    weHeard: String = "", weWillChange: String = "", facilitator: String = "moss",
    participants: [Participant] = [], follows: LearningID? = nil, on: String = "2026-03-10"
  ) -> ReflectiveSession {
    ReflectiveSession(
      title: title, setting: .team, on: day(on), facilitator: facilitator,
      participants: participants,
      responses: [
        Response(prompt: "st1", weDo: weDo, weHeard: weHeard, weWillChange: weWillChange)
      ], mustBeGathered: gathered, follows: follows)
  }
}

extension SharedInsight {
  static func example(
    title: String = "Hold supervision in groups", summary: String = "It helped us to think",
    audience: String = "Our region", approval: Approval? = nil
  ) -> SharedInsight {
    SharedInsight(
      title: title, under: .workforce, summary: summary, audience: audience, approval: approval)
  }
}

extension ChartPhase {
  static func example(
    indicator: String = "claRate", from year: Int = 2017,
    reason: String = "Family group meetings began in every team", action: LearningID? = nil
  ) -> ChartPhase {
    ChartPhase(indicator: indicator, firstYear: year, reason: reason, action: action)
  }
}

extension Person {
  static func with(_ roles: Role..., user: String = "wren") -> Person {
    Person(user: user, name: user, authority: .fictional, roles: Set(roles))
  }
}

extension LearningVersion {
  static func of(
    _ item: LearningItem, id number: Int64 = 7, by author: String = "moss",
    withdrawn: String? = nil
  ) -> LearningVersion {
    LearningVersion(
      id: LearningID(raw: number), version: 1, item: item, author: author,
      at: Instant(milliseconds: 0), startedBy: author, withdrawn: withdrawn)
  }
}
