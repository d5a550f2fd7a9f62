import Access
import CivilTime
import HTML
import Retention
import Store

/// The decisions that a person may take about a record now.
struct DecisionForm: Component {
  let page: RecordReviewPage
  let setting: PageSetting

  @MarkupBuilder var markup: Markup {
    h2(class: "govuk-heading-m") { "Your decision" }
    if let own = ownProposal {
      p(class: "govuk-body") {
        "You proposed this on \(own.at.inLondon.day.spoken), so somebody else has to approve it. You can take the proposal back."
      }
    }
    Form(to: page.subjectLink, token: setting.token) {
      if let proposal { HiddenInput(RecordReviewPage.proposalField, String(proposal.number)) }
      Radios(
        page.form.field(RecordReviewPage.decisionField, "What do you decide?").sized(.small),
        choices)
      TextArea(
        page.form.field(
          RecordReviewPage.reasonField, "Why",
          hint: "Leave out the child’s name and numbers: this is kept after the record is gone."),
        rows: 3, limit: 500)
      Button(isApproved ? "Confirm" : "Save the decision", isApproved ? .warning : .primary)
    }
  }

  private var proposal: RetentionDecision? {
    switch page.review.state {
    case .proposed(let proposal), .approved(let proposal, _): proposal
    case .open, .void, .kept: nil
    }
  }

  private var ownProposal: RetentionDecision? {
    guard case .proposed(let proposal) = page.review.state,
      proposal.person == setting.person.user
    else { return nil }
    return proposal
  }

  private var isApproved: Bool {
    if case .approved = page.review.state { return page.review.holds.isEmpty }
    return false
  }

  /// Whether anything may be destroyed on this day, holds and decisions aside.
  private var isDue: Bool { page.review.retention.isDue(on: setting.today) }

  private var choices: [Choice] {
    var choices: [Choice] = []
    func add(_ decision: RecordReviewPage.Decision, _ text: String, _ hint: String? = nil) {
      choices.append(Choice(decision.rawValue, text, hint: hint))
    }
    if page.review.holds.isEmpty, isDue {
      switch page.review.state {
      case .open, .void:
        add(.propose, "Propose to destroy it", "Somebody else has to approve before it happens.")
      case .proposed:
        if ownProposal == nil { add(.approve, "Approve the proposal") }
      case .approved:
        add(.destroy, "Destroy it now", "This cannot be undone.")
      case .kept: break
      }
    }
    if proposal != nil {
      add(.decline, ownProposal == nil ? "Decline the proposal" : "Take the proposal back")
    }
    choices.append(
      Choice(RecordReviewPage.Decision.keep.rawValue, "Keep it until a day") {
        DateInput(
          page.form.field(
            RecordReviewPage.untilField, "Keep it until", hint: "For example, 31 3 2030"))
      })
    add(
      .hold, "Place a legal hold",
      "For a claim or an inquiry: nothing happens to the record until somebody lifts it.")
    return choices
  }
}
