import CareRecord
import CivilTime
public import HTML

/// Asks for which past day a record is to be shown.
public struct AsKnownPage: Sendable {
  let head: RecordHead
  let form: FormState

  public init(_ head: RecordHead, form: FormState = FormState()) {
    self.head = head
    self.form = form
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      "See this record as it was known on a past day", in: setting.frame, section: .children,
      wayBack: .back(.record(of: head.subject), title: "Back to the record"),
      form: form, heading: .captioned(head.name.words)
    ) {
      p(class: "govuk-body") {
        "Kith keeps every version of what was recorded. Choose a day to see what was known about "
          + "\(head.name.short) when that day ended. Courts, inspectors and complaints may ask for this."
      }
      Form(asking: .asKnown(head.subject)) {
        DateInput(
          form.field(AsKnown.field, "Which day?", hint: "For example, 27 3 2025").sized(.medium))
        Button("Show the record of that day", preventsDoubleClick: false)
      }
    }
  }
}
