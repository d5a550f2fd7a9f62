import CareRecord
import CivilTime
public import HTML
import Store

extension RecordVisitPage {
  public func page(in setting: PageSetting) -> Page {
    Page(
      changing == nil ? "Record a visit" : "Change a visit", in: setting.frame,
      section: .children,
      wayBack: .back(.record(of: subject), title: "Back to the record"), form: form
    ) {
      TaskForm(
        to: changing.map { .editVisit($0, of: subject) } ?? .recordVisit(to: subject), answers,
        draft: draft, save: changing == nil ? "Save the visit" : "Save the change", in: setting
      ) {
        carried
        whom
        what(setting)
        for child in ticked { about(child) }
        for child in written { strayed(child) }
        if changing != nil {
          TextInput(
            form.field(
              RecordVisit.whyField, "Why are you changing this visit?",
              hint: "What it said before stays in its history"))
        }
      }
    }
  }

  /// Identifiers and versions, for every child who was ever ticked, so that none is lost.
  @MarkupBuilder private var carried: Markup {
    for field in answers.fields
    where field.name == RecordVisit.visitField || field.name == RecordVisit.baseField
      || field.name.hasPrefix("part-") || field.name.hasPrefix("base-")
    {
      HiddenInput(field.name, field.value)
    }
  }

  @MarkupBuilder private var whom: Markup {
    if offered.count == 1, let only = offered.first {
      HiddenInput(RecordVisit.childField, only.id)
    } else {
      Checkboxes(
        form.field(
          RecordVisit.childField, "Which children were visited?",
          hint:
            "Up to \(RecordVisit.mostChildren). After a change, update the form: what you have written stays."
        ).sized(.medium),
        offered.map { Choice($0.id, $0.name.words, hint: $0.age) })
      Button(
        "Update the form", .secondary,
        answer: (WritingAction.field, WritingAction.children.rawValue),
        preventsDoubleClick: false)
    }
  }

  @MarkupBuilder private func what(_ setting: PageSetting) -> Markup {
    DateInput(
      form.field(RecordVisit.onField, "When was the visit?", hint: "For example, 27 3 2026")
        .sized(.medium))
    if let warning { WarningText(warning) }
    Radios(
      form.field(RecordVisit.purposeField, "What was the visit for?").sized(.medium),
      setting.choices(from: "kith.visitPurpose"))
    TextInput(
      form.field(RecordVisit.placeField, "Where was it?", hint: "For example: at home, at school"))
    TextArea(
      form.field(
        RecordVisit.noteField, "What happened?",
        hint: offered.count > 1
          ? "For all the children together. It will be in the record of each, so leave out what concerns one child only. Write as if they will read it one day."
          : "Write as if the child will read it one day."
      ).sized(.medium), rows: 10)
  }

  @MarkupBuilder private func about(_ child: VisitedChild) -> Markup {
    div(class: "kith-child") {
      h2(class: "govuk-heading-m") {
        child.name.words
        span(class: "govuk-caption-m") { child.age }
      }
      if child.isUnborn {
        p(class: "govuk-hint") { "Not born yet, so nobody is asked to see this child." }
      } else {
        Radios(
          form.field(child.seenField, "Was \(child.name.short) seen?"),
          [
            Choice("yes", "Yes") {
              Radios(
                form.field(
                  child.aloneField, "Was \(child.name.short) seen alone?",
                  hint: "Away from carers, where that was right for the child"),
                .yesOrNo, layout: .inline)
            },
            Choice("no", "No, \(child.name.short) was not seen"),
          ])
      }
      TextArea(
        form.field(
          child.ownField, "About \(child.name.short) only",
          hint: child.isUnborn
            ? "Only in the record of this child."
            : "What \(child.name.short) said and showed, only in \(child.name.short)’s record. If \(child.name.short) was not seen, or not seen alone, say why."
        ), rows: 5)
    }
  }

  private func strayed(_ child: VisitedChild) -> Markup {
    div(class: "kith-child") {
      TextArea(
        form.field(
          child.ownField, "About \(child.name.short) only",
          hint: "\(child.name.words) is not ticked above. Tick the box, or take this text away."),
        rows: 5)
      for name in [child.seenField, child.aloneField] {
        if let value = answers[name] { HiddenInput(name, value) }
      }
    }
  }
}
