import CareRecord
import CivilTime
public import HTML
import Retention
public import Store

/// The legal holds that stand, and those that were lifted.
public struct LegalHoldsPage: Sendable {
  public static let scopeField = "scope"
  public static let reasonField = "reason"
  public static let everyScope = "every"

  let holds: [LegalHold]
  let people: PeopleNames
  let form: FormState

  public init(_ holds: [LegalHold], names: [String: String], form: FormState = FormState()) {
    self.holds = holds
    people = PeopleNames(names: names)
    self.form = form
  }

  public func page(in setting: PageSetting) -> Page {
    let standing = holds.filter { $0.lift == nil }
    let lifted = holds.filter { $0.lift != nil }
    return Page(
      "Legal holds", in: setting.frame, section: .retention, form: form, width: .wide
    ) {
      RetentionNavigation(current: .legalHolds, person: setting.person)
      p(class: "govuk-body") {
        "While a hold stands, no record that it is about can be proposed, approved or destroyed, whatever any schedule says. A hold on one record is placed on that record’s page."
      }
      if standing.isEmpty { p(class: "govuk-body") { "No hold stands." } }
      if !standing.isEmpty {
        StackedTable(
          standing, title: "Holds that stand",
          columns: [
            StackedColumn("Hold") { "Hold \($0.number)" },
            StackedColumn("About") { about($0) },
            StackedColumn("Placed") {
              "\($0.at.inLondon.day.spoken) by \(people.name(of: $0.person))"
            },
            StackedColumn("Why") { $0.reason },
            StackedColumn("Lift") { hold in
              a(class: "govuk-link", .href(.liftHold(hold.number))) {
                "Lift"
                span(class: "govuk-visually-hidden") { " hold \(hold.number)" }
              }
            },
          ])
      }
      h2(class: "govuk-heading-m") { "Place a hold on many records" }
      Form(to: .legalHolds, token: setting.token) {
        Radios(
          form.field(LegalHoldsPage.scopeField, "Which records?").sized(.small),
          RetentionSchedule.Reason.allCases.map { Choice($0.rawValue, $0.holdWords) }
            + [Choice(LegalHoldsPage.everyScope, "Every record", divider: "or")])
        TextArea(
          form.field(
            LegalHoldsPage.reasonField, "Why",
            hint: "The inquiry or claim, who asked for the hold, and where that stands."),
          rows: 3, limit: 500)
        Button("Place the hold")
      }
      if !lifted.isEmpty {
        h2(class: "govuk-heading-m") { "Lifted" }
        StackedTable(
          lifted, title: "Holds that were lifted",
          columns: [
            StackedColumn("Hold") { "Hold \($0.number)" },
            StackedColumn("About") { about($0) },
            StackedColumn("Placed") {
              "\($0.at.inLondon.day.spoken) by \(people.name(of: $0.person)): \($0.reason)"
            },
            StackedColumn("Lifted") { hold in
              if let lift = hold.lift {
                "\(lift.at.inLondon.day.spoken) by \(people.name(of: lift.person)): \(lift.reason)"
              }
            },
          ])
      }
    }
  }

  @MarkupBuilder private func about(_ hold: LegalHold) -> Markup {
    if case .record(let id) = hold.scope {
      a(class: "govuk-link", .href(.review(of: .child(id)))) { "Record \(id.text)" }
    } else {
      hold.scope.words
    }
  }
}

extension RetentionSchedule.Reason {
  fileprivate var holdWords: String {
    switch self {
    case .lookedAfter: "Every child who was ever looked after"
    case .careLeaver: "Every care leaver"
    case .adopted: "Every adopted child"
    case .protectionPlan: "Every child who ever had a child protection plan"
    case .childInNeed: "Every child who was ever in need"
    case .contactOnly: "Every contact or referral without further work"
    }
  }
}

/// Asks why a hold is lifted.
public struct LiftHoldPage: Sendable {
  let hold: LegalHold
  let people: PeopleNames
  let form: FormState

  public init(_ hold: LegalHold, names: [String: String], form: FormState = FormState()) {
    self.hold = hold
    people = PeopleNames(names: names)
    self.form = form
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      "Lift legal hold \(hold.number)", in: setting.frame, section: .retention,
      wayBack: .back(.legalHolds, title: "Back to the legal holds"), form: form
    ) {
      SummaryList([
        SummaryRow("About", hold.scope.words),
        SummaryRow("Placed", "\(hold.at.spoken) by \(people.name(of: hold.person))"),
        SummaryRow("Why", hold.reason),
      ])
      p(class: "govuk-body") {
        "Once it is lifted, records that are due can be proposed for destruction again. What was proposed or approved before the hold counts no longer."
      }
      Form(to: .liftHold(hold.number), token: setting.token) {
        TextArea(form.field(LegalHoldsPage.reasonField, "Why is it lifted?"), rows: 3, limit: 500)
        Button("Lift the hold", .warning)
      }
    }
  }
}
