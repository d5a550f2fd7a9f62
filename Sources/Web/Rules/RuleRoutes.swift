import Access
import CaseworkPages
import Checking
import CivilTime
import HTML
import Hummingbird
import Returns
import Store

/// What the rules of the returns say.
struct RuleRoutes {
  let casework: Casework

  func add(to routes: Routes) {
    routes.get("/rules") { [casework] request in
      let question = RulesPage.Question(request.query.state)
      let years = CheckedReturn.years.reversed().map {
        (label: $0.description, endYear: $0.endYear)
      }
      return .page(
        RulesPage(
          question, RuleRoutes.entries(question), years: Array(years),
          returns: CheckedReturn.withRules.map { ($0.rawValue, $0.shortTitle) }
        ).page(in: casework.setting(of: request)))
    }
    routes.get("/rules/:return/:code") { [casework] request in
      guard let checked = request.parameters.get("return").flatMap(CheckedReturn.init(rawValue:)),
        let code = request.parameters.get("code"), let rule = RuleView(code, of: checked)
      else { throw Failure.notFound }
      if rule.code != code { return .seeOther(rule.link) }
      let (today, undecided) = try await now(rule, request)
      return .page(
        RulePage(rule, today: today, undecided: undecided).page(in: casework.setting(of: request)))
    }
  }

  /// What the rule finds today, or why it cannot be decided from a record.
  private func now(
    _ rule: RuleView, _ request: PageRequest
  ) async throws -> (FindingCount?, String?) {
    let checks = casework.rules(for: request.person).checks(on: request.today)
    guard checks.contains(where: { $0.card(of: rule.code, return: rule.returnName) != nil }) else {
      let undecided = checks.flatMap(\.undecided).first {
        $0.card.code == rule.code && $0.returnName == rule.returnName
      }
      return (nil, undecided?.reason)
    }
    // Who has no children to list is told nothing about any.
    guard Policy.scope(of: request.person) != .none else { return (nil, nil) }
    var list = FindingList()
    list.returnName = rule.returnName
    list.rule = rule.code
    let counts = try await casework.findings.findingCounts(
      by: .child, of: list, for: request.reading("rule \(rule.code)"))
    var count = FindingCount()
    count.findings = counts.reduce(0) { $0 + $1.findings }
    count.children = counts.count
    return (count, nil)
  }

  /// The rules that answer a question, subject by subject and by code.
  static func entries(_ question: RulesPage.Question) -> [RulesPage.Entry] {
    let words = question.words.lowercased().split(separator: " ").map(String.init)
    return CheckedReturn.allCases.filter { one in
      question.returnName.map { $0 == one.rawValue } ?? true
    }
    .flatMap { checked in
      checked.subjects.flatMap { subject in
        let cards = subject.cards.filter { card in
          question.year.map { card.years.contains(.ending($0)) } ?? true
        }
        let codes = Set(cards.map(\.code)).sorted { $0.isRuleCodeBefore($1) }
        return codes.compactMap { code -> RulesPage.Entry? in
          let versions = cards.filter { $0.code == code }
            .sorted { $0.years.lowerBound < $1.years.lowerBound }
          guard let first = versions.first, let newest = versions.last else { return nil }
          let text = "\(code) \(newest.message) \(subject.title)".lowercased()
          guard words.allSatisfy({ text.contains($0) }) else { return nil }
          let years = (first.years.lowerBound...newest.years.upperBound)
          return RulesPage.Entry(
            returnName: checked.rawValue, code: code, subject: subject.title,
            message: newest.message,
            years: years.lowerBound == years.upperBound
              ? years.lowerBound.description : "\(years.lowerBound) to \(years.upperBound)")
        }
      }
    }
  }
}
