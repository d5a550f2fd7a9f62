public import CareRecord
import CivilTime
public import HTML
import Store

/// A visit to the same family on the same day is recorded already, and may be this one.
public struct SameDayPage: Sendable {
  let subject: Subject
  let answers: Answers
  let existing: [SameDayVisit]
  let draft: DraftFields

  /// The name of the visit to which what was typed is to be added.
  public static let existingField = "existing"

  public init(
    for subject: Subject, _ answers: Answers, existing: [SameDayVisit], draft: DraftFields
  ) {
    self.subject = subject
    self.answers = answers
    self.existing = existing
    self.draft = draft
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      existing.count == 1
        ? "A visit on that day is recorded already" : "Visits on that day are recorded already",
      in: setting.frame, section: .children
    ) {
      for visit in existing {
        InsetText {
          p(class: "govuk-body") {
            strong { visit.author }
            " recorded a visit on "
            visit.on
            if !visit.children.isEmpty { " to \(visit.children.joined(separator: ", "))" }
            if let purpose = visit.purpose { ": \(setting.meaning(of: purpose))" }
            "."
          }
          p(class: "govuk-body") {
            a(class: "govuk-link", .href(.fact(visit.visit, of: visit.subject))) {
              "Read it (your text is kept as a draft)"
            }
          }
          form(setting) {
            HiddenInput(SameDayPage.existingField, visit.visit.text)
            Button(
              "It is the same visit: add what I wrote to it",
              answer: (WritingAction.field, WritingAction.add.rawValue))
          }
        }
      }
      form(setting) {
        HiddenInput(RecordVisit.separateField, "yes")
        Button(
          "It is another visit: save it too", .secondary,
          answer: (WritingAction.field, WritingAction.save.rawValue))
      }
      form(setting) {
        Button(
          "Go back to what I wrote", .secondary,
          answer: (WritingAction.field, WritingAction.children.rawValue))
      }
    }
  }

  /// Every form carries all that was typed.
  private func form(
    _ setting: PageSetting, @MarkupBuilder content: () -> Markup
  ) -> Form {
    Form(to: .recordVisit(to: subject), token: setting.token) {
      draft
      for field in answers.fields where field.name != RecordVisit.separateField {
        HiddenInput(field.name, field.value)
      }
      content()
    }
  }
}
