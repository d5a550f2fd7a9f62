import CivilTime
import Exchange
import Published

/// What a file of published figures holds and would change, in words.
enum DataReport {
  private static let most = 20

  static func say(_ reading: FigureFileReading, beside held: PublishedFigures) {
    Terminal.say()
    let changes = reading.changes
    let years =
      changes.years.map {
        $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)"
      }
    Terminal.say(
      "\(reading.file.name): \(reading.layout?.title ?? "not a file that Kith reads")"
        + (years.map { ", \($0)" } ?? ""))
    if !reading.figures.isEmpty { say(changes) }
    if !reading.judgements.isEmpty { say(reading.judgementChanges, beside: held) }
    if reading.ungraded > 0 {
      Terminal.say(
        "  \(reading.ungraded) without any grade (visits have none) were left out.")
    }
    if !reading.unsaid.isEmpty {
      Terminal.say(
        "  The file has no column for "
          + "\(reading.unsaid.map { $0.rawValue.drop { $0 != "." }.dropFirst() }.joined(separator: ", "))"
          + ", so what is held of it stays.")
    }
    for problem in reading.refused.prefix(most) { Terminal.complain(problem.description) }
    if reading.refused.count > most {
      Terminal.complain("and \(reading.refused.count - most) more that could not be read")
    }
  }

  private static func say(_ changes: ReleaseChanges) {
    Terminal.say(
      "  \(changes.added) figures are new, \(changes.same) are as held, \(changes.revised.count) are revised."
    )
    for revision in changes.revised.prefix(most) {
      Terminal.say(
        "  \(revision.area.name), \(revision.measure) \(revision.year): "
          + "\(words(revision.before)) becomes \(words(revision.after))")
    }
    sayMore(changes.revised.count, "revisions")
  }

  private static func say(_ changes: JudgementChanges, beside held: PublishedFigures) {
    let new = changes.added.count
    Terminal.say(
      "  \(new) \(new == 1 ? "inspection is" : "inspections are") new, "
        + "\(changes.same) as held, \(changes.revised.count) otherwise.")
    func name(_ judgement: Judgement) -> String {
      held.area(judgement.area)?.name ?? judgement.area
    }
    for judgement in changes.added.prefix(most) {
      Terminal.say(
        "  \(name(judgement)), published \(judgement.published.spoken): leaders "
          + (judgement.leaders?.words.lowercased() ?? "without a grade"))
    }
    sayMore(changes.added.count, "new ones")
    for revision in changes.revised.prefix(most) {
      Terminal.say(
        "  \(name(revision.after)), published \(revision.after.published.spoken): "
          + revision.words.joined(separator: "; "))
    }
    sayMore(changes.revised.count, "that are otherwise")
  }

  private static func sayMore(_ count: Int, _ what: String) {
    if count > most { Terminal.say("  and \(count - most) more \(what).") }
  }

  private static func words(_ figure: Figure) -> String {
    switch figure {
    case .number(let number):
      number == number.rounded() ? String(Int(number)) : String(number)
    case .missing(let code): "\(code.rawValue) (\(code.meaning.lowercased()))"
    case .notPublished: "nothing"
    }
  }
}

extension JudgementChanges.Revision {
  /// What is otherwise, one by one.
  fileprivate var words: [String] {
    func change(_ name: String, _ value: (Judgement) -> String?) -> String? {
      let (old, new) = (value(before) ?? "nothing", value(after) ?? "nothing")
      return old == new ? nil : "\(name) \(old) becomes \(new)"
    }
    let changes = [
      change("published") { $0.published.spoken }, change("inspected") { $0.inspected?.spoken },
      change("kind") { $0.inspection.isEmpty ? nil : $0.inspection },
      change("overall") { $0.overall?.words }, change("leaders") { $0.leaders?.words },
      change("help and protection") { $0.helpAndProtection?.words },
      change("children in care") { $0.childrenInCare?.words },
      change("care leavers") { $0.careLeavers?.words },
      change("report") { $0.report.isEmpty ? nil : $0.report },
      change("source") {
        $0.isReadByMachine ? "read from the report by a program" : "Ofsted’s list"
      },
    ]
    return changes.compactMap(\.self)
  }
}
