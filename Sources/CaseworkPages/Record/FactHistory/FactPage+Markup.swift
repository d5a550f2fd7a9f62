import CareRecord
import CivilTime
public import HTML

extension FactPage {
  public func page(in setting: PageSetting) -> Page {
    head.page(kind, nil, in: setting) {
      ErrorSummary(form.errors)
      if let on, on != head.knownOn {
        InsetText {
          "As it stood at the end of "
          strong { on }
          ". "
          a(class: "govuk-link", .href(head.link(fact))) { "Show it as it is now" }
        }
      }
      if hidesProtected {
        p(class: "govuk-body") {
          Tag("Protected", .red)
          " This address is hidden. "
          a(
            class: "govuk-link",
            .href(head.link(fact).setting(RecordDetails.showProtected, "yes"))
          ) { "Show it" }
          ". Make sure that nobody else can see your screen."
        }
      } else {
        fields
      }
      if let edit, on == nil {
        ButtonLink("Change this", to: edit, .secondary)
      }
      h2(class: "govuk-heading-m") { "History" }
      if history.isEmpty {
        p(class: "govuk-body") { "Kith did not know of this then." }
      } else {
        ol(class: "kith-history") { for entry in history { version(entry) } }
      }
      Details("See it as it stood on a past day", open: !form.errors.isEmpty) {
        Form(asking: .fact(fact, of: head.subject)) {
          if let knownOn = head.knownOn { HiddenInput(AsKnown.name, knownOn.iso) }
          DateInput(form.field("on", "Which day?", hint: "For example, 27 3 2025"))
          Button("Show it as it stood", .secondary, preventsDoubleClick: false)
        }
      }
    }
  }

  @MarkupBuilder private var fields: Markup {
    switch standing {
    case .notYet:
      p(class: "govuk-body") { "Kith did not hold this then." }
    case .withdrawn(let author, let day):
      WarningText(
        "This was withdrawn by \(author) on \(day.spoken). It is no longer part of the record.")
    case .held(let lines, let dates):
      if let dates, dates.isContradictory {
        WarningText(
          "\(RecordedDates.contradiction). Both are shown as they were recorded: \(dates.words).")
      }
      if let dates, dates.beganEarlier {
        InsetText { "This began before \(dates.from.spoken). On which day is not known." }
      }
      SummaryList(
        lines.map { line in
          SummaryRow(line.label) {
            if let link = line.link {
              a(class: "govuk-link", .href(head.link(link))) { line.words }
            } else if line.words.isEmpty {
              span(class: "kith-missing") { "Not recorded" }
            } else {
              span(class: line.isText ? "kith-written" : nil) { line.words }
            }
          }
        })
    }
  }

  private func version(_ entry: Entry) -> Markup {
    li(class: "kith-history__version") {
      h3(class: "govuk-heading-s govuk-!-margin-bottom-1") { title(of: entry) }
      p(class: "govuk-body-s govuk-!-margin-bottom-1") {
        "By "
        strong { entry.author }
        if let through = entry.through { " (\(through))" }
        ", \(entry.known.spoken)"
        if let recorded = entry.recorded { ". Recorded in the source on \(recorded.spoken)" }
      }
      if let reason = entry.reason, !reason.isEmpty {
        p(class: "govuk-body govuk-!-margin-bottom-1") { "Why: \(reason)" }
      }
      if hidesProtected {
        if !entry.isFirst, !entry.isWithdrawn {
          p(class: "govuk-body") { "What changed is hidden." }
        }
      } else if !entry.differences.isEmpty {
        for difference in entry.differences { change(difference) }
      } else if !entry.isFirst, !entry.isWithdrawn {
        p(class: "govuk-body") {
          head.isMasked
            ? "What changed is a text that is hidden from you." : "No field was changed."
        }
      }
    }
  }

  private func title(of entry: Entry) -> String {
    let what =
      entry.isWithdrawn
      ? "withdrawn" : entry.isRestored ? "recorded again" : entry.isFirst ? "recorded" : "changed"
    return "Version \(entry.version): \(what)"
  }

  private func change(_ difference: Difference) -> Markup {
    div(class: "kith-change") {
      p(class: "govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-1") { difference.label }
      div(class: "kith-sides") {
        side("Before", difference.before)
        side("After", difference.after)
      }
    }
  }

  private func side(_ title: String, _ words: String) -> Markup {
    div(class: "kith-sides__side") {
      p(class: "kith-sides__title") { title }
      p(class: "govuk-body kith-written") {
        if words.isEmpty { span(class: "kith-missing") { "Nothing" } } else { words }
      }
    }
  }
}
