import Access
import CareRecord
import CivilTime
import Learning
import Published
import Store

extension Demonstration {
  /// A register to look at: what the made-up authority found, does about it, and would share.
  static func learn(_ store: DatabaseStore, as leaders: [Person], at now: Instant) async throws {
    guard let person = leaders.first(where: { $0.user == principal }) else { return }
    let today = now.inLondon.day
    let reading = Reading(by: person, at: now, today: today, purpose: "demonstration")
    for (number, item) in learning(on: today).enumerated() {
      let id =
        if case .priorities = item { Priorities.id } else { LearningID(raw: Int64(number + 10)) }
      try await store.keepLearning(item, as: id, replacing: 0, confirmed: [], for: reading)
    }
  }

  private static func learning(on today: Day) -> [LearningItem] {
    let supervision = LearningID(raw: 10)
    return [
      .finding(
        LearningFinding(
          title: "Supervision is often put off", source: .audit, under: .workforce,
          theme: "Supervision", sort: .concern,
          found: "In a third of the files that we read, a month went by without supervision.",
          on: today.adding(months: -4), place: "Assessment teams",
          howWeKnow: "Audit of 40 files by two managers who do not lead these teams")),
      .finding(
        LearningFinding(
          title: "Families say that they are rung before they are visited", source: .familyFeedback,
          under: .stayTogether, theme: "First contact", sort: .strength,
          found: "Parents told us that a call beforehand took the fear out of the first visit.",
          on: today.adding(months: -2), place: "Family help",
          howWeKnow: "28 conversations with parents",
          whoIsTryingIt: "Assessment teams, since last month")),
      .finding(
        LearningFinding(
          title: "Grandparents are asked too late", source: .practiceReview, under: .familyNetwork,
          theme: "Family group decision-making", sort: .concern,
          found: "Relatives were first asked when proceedings had begun.",
          on: today.adding(months: -3), place: "Everywhere")),
      .action(
        ImprovementAction(
          title: "Keep one morning a month for supervision", under: .workforce,
          findings: [supervision], owner: .init(user: director, name: "Hazel Marram"),
          begins: today.adding(months: -3), due: today.adding(months: 3),
          indicator: "turnoverFte", expected: "Children keep their social worker.",
          status: .underway,
          reviews: [
            .init(
              on: today.adding(months: -1), by: principal,
              note: "Two teams of three have kept to it.")
          ])),
      .action(
        ImprovementAction(
          title: "Offer a family meeting at the first review of every plan", under: .familyNetwork,
          findings: [LearningID(raw: 12)], begins: today.adding(months: -1),
          due: today.adding(months: -1) + 14, indicator: "claStartRate",
          expected: "More children stay within their family.", evidence: ["fgc-trial"])),
      .priorities(
        Priorities(
          achieved: "More children grow up safely with their own families.",
          byWhen: "In two years",
          things: [
            "Ring before every first visit", "Ask relatives at the first review",
            "Supervision that nobody puts off",
          ], around: "Schools, health visitors, and the parents who advise us")),
      .insight(
        SharedInsight(
          title: "Ring before the first visit", under: .stayTogether,
          summary:
            "A call before the first visit took its fear away, parents told us. It costs ten minutes.",
          audience: "The regional network of principal social workers")),
    ]
  }
}
