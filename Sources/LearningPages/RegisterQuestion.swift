import CareRecord
import CaseworkPages
package import HTML
import Learning
import Published

/// Which findings a page asks for, read from the address and written to it again.
package struct RegisterQuestion: Hashable, Sendable {
  var source: LearningFinding.Source?
  var under: Indicator.Outcome?
  var theme: String?
  var sort: LearningFinding.Sort?
  var withoutOwner = false
  /// Which page of the list, from 1.
  var page: Int

  /// Reads the query of the address; what it does not know is left out.
  package init(_ query: FormState = FormState()) {
    source = query["source"].flatMap(LearningFinding.Source.init)
    under = query["under"].flatMap(Indicator.Outcome.init)
    theme = query["theme"].flatMap { $0.isEmpty ? nil : String($0.prefix(200)) }
    sort = query["sort"].flatMap(LearningFinding.Sort.init)
    withoutOwner = query["owner"] == "none"
    page = query.pageNumber
  }

  func takes(_ finding: LearningRegister.Held<LearningFinding>, in register: LearningRegister)
    -> Bool
  {
    let body = finding.body
    return (source == nil || body.source == source) && (under == nil || body.under == under)
      && (theme == nil || body.theme == theme) && (sort == nil || body.sort == sort)
      && (!withoutOwner || register.isWithoutOwner(finding.id))
  }

  /// The address of the same question, without the number of the page.
  func link() -> Link {
    Link.learning.setting("source", source?.rawValue).setting("under", under?.rawValue)
      .setting("theme", theme).setting("sort", sort?.rawValue)
      .setting("owner", withoutOwner ? "none" : nil)
  }

  func with(_ change: (inout RegisterQuestion) -> Void) -> RegisterQuestion {
    var question = self
    change(&question)
    return question
  }

  var form: FormState {
    var form = FormState()
    form["source"] = source?.rawValue
    form["under"] = under?.rawValue
    form["theme"] = theme
    form["sort"] = sort?.rawValue
    form["owner"] = withoutOwner ? "none" : nil
    form["page"] = page > 1 ? String(page) : nil
    return form
  }

  var selected: [FilterPanel.Selected] {
    [
      source.map { .init($0.words, without: with { $0.source = nil }.link()) },
      under.map { .init($0.shortTitle, without: with { $0.under = nil }.link()) },
      theme.map { .init($0, without: with { $0.theme = nil }.link()) },
      sort.map { .init($0.words, without: with { $0.sort = nil }.link()) },
      withoutOwner
        ? .init("Without an owner", without: with { $0.withoutOwner = false }.link()) : nil,
    ].compactMap { $0 }
  }
}
