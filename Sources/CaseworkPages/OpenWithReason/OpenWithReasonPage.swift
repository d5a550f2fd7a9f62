import Access
import CivilTime
public import HTML
public import Store

/// Asks for a reason before a record is opened, showing only the minimum.
public struct OpenWithReasonPage: Sendable {
  let headline: ChildHeadline
  let form: FormState
  /// Where the reader was going.
  let next: Link?
  let unmasks: Bool

  /// - Parameter unmasks: the record is open to the reader already, without what people wrote
  public init(
    _ headline: ChildHeadline, form: FormState = FormState(), next: Link? = nil,
    unmasks: Bool = false
  ) {
    self.headline = headline
    self.form = form
    self.next = next
    self.unmasks = unmasks
  }

  public func page(in setting: PageSetting) -> Page {
    let year = headline.birthYear ?? headline.birthDate?.year
    return Page(
      unmasks ? "Give a reason to read what people wrote" : "Give a reason to open this record",
      in: setting.frame, section: .children, wayBack: .back(.search, title: "Back to search"),
      form: form, heading: .captioned(ChildName(headline).words)
    ) {
      SummaryList([
        SummaryRow("Name", headline.name, missing: "Name not known"),
        SummaryRow("Year of birth", year.map(String.init), missing: "Not known"),
        SummaryRow("Alert", headline.hasAlert ? "There is an alert on this record" : "None"),
      ])
      p(class: "govuk-body") {
        unmasks
          ? "Your work does not usually need the notes on this record."
          : "You do not work with this child, as far as Kith knows."
      }
      p(class: "govuk-body") {
        "Your reason opens it for \(Policy.minutesOpenedByReason) minutes. Your name, the time and your reason are logged, and the child’s team manager sees them. One day the child may read them too."
      }
      Form(to: .open(headline.subject), token: setting.token) {
        if let next { HiddenInput("next", next.text) }
        Radios(
          form.field(OpenWithReason.commonField, "Why do you need to open this record?")
            .sized(.medium), OpenWithReason.Common.allCases.map { Choice($0.rawValue, $0.label) })
        TextArea(
          form.field(
            OpenWithReason.reasonField, "Your reason",
            hint: "A sentence, for example: the school rang about an injury this morning"),
          rows: 3, limit: OpenWithReason.limit)
        Button("Open the record")
      }
    }
  }
}
