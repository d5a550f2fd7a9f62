public import CareRecord
import CivilTime
public import HTML

/// The first step of a visit: which of the family's children were visited.
public struct ChooseChildrenPage: Sendable {
  let subject: Subject
  let offered: [VisitedChild]
  let form: FormState

  /// - Parameter ticked: the children who are ticked beforehand or were ticked
  public init(for subject: Subject, offered: [VisitedChild], ticked: [String]? = nil) {
    self.subject = subject
    self.offered = offered
    var form = FormState()
    form.set(RecordVisit.childField, to: ticked ?? [subject.id.text])
    if let ticked {
      if ticked.isEmpty {
        form.refuse(RecordVisit.childField, "Choose which children were visited")
      } else if ticked.count > RecordVisit.mostChildren {
        form.refuse(
          RecordVisit.childField,
          "Choose up to \(RecordVisit.mostChildren) children. Record another visit for the others")
      }
    }
    self.form = form
  }

  public var mayGoOn: Bool { form.errors.isEmpty }

  public func page(in setting: PageSetting) -> Page {
    Page(
      "Which children were visited?", in: setting.frame, section: .children,
      wayBack: .back(.record(of: subject), title: "Back to the record"), form: form,
      heading: .inContent
    ) {
      Form(asking: .recordVisit(to: subject)) {
        HiddenInput(ChooseChildrenPage.chosenField, "yes")
        Checkboxes(
          form.field(
            RecordVisit.childField, "Which children were visited?",
            hint:
              "Choose up to \(RecordVisit.mostChildren). You write what happened once, for all of them."
          ).asHeading(), offered.map { Choice($0.id, $0.name.words, hint: $0.age) })
        Button("Continue", preventsDoubleClick: false)
      }
    }
  }

  /// Says that the question was answered, even with no child.
  public static let chosenField = "chosen"
}
