public import CareRecord
import CivilTime
public import HTML
import Store

/// Says that a visit is recorded, and leads to the record of each child.
public struct VisitSavedPage: Sendable {
  struct Child: Hashable, Sendable {
    let name: String
    let link: Link
    let words: String
  }

  let on: Day
  let visit: FactID
  let subject: Subject
  let children: [Child]
  let late: String?
  let aside: [String]

  /// - Parameters:
  ///   - subject: in whose record the writer began
  ///   - children: the children visited, and what was found about each
  ///   - setAside: texts that were not kept when two versions met
  public init(
    _ visit: Held<Visit>, of subject: Subject, children: [(VisitedChild, ChildAtVisit?)],
    setAside: [String] = [], in setting: PageSetting
  ) {
    self.visit = visit.id
    self.subject = subject
    on = visit.on
    aside = setAside
    self.children = children.map { child, part in
      Child(
        name: child.name.words, link: .record(of: child.subject),
        words: child.isUnborn ? "not born yet" : part?.seenWords ?? "")
    }
    late =
      visit.version > 1
      ? nil
      : Lateness(of: visit.on, recorded: visit.known.inLondon.day, setting.workingDays).map {
        "Recorded late: \(counted($0.workingDays, "working day")) after the visit."
      }
  }

  public func page(in setting: PageSetting) -> Page {
    Page("Visit recorded", in: setting.frame, section: .children, heading: .inContent) {
      Panel("Visit recorded") { on.spoken }
      if let late { WarningText(late) }
      h2(class: "govuk-heading-m") { "It is in these records" }
      ul(class: "govuk-list govuk-list--bullet") {
        for child in children {
          li {
            a(class: "govuk-link", .href(child.link)) { child.name }
            if !child.words.isEmpty { ": " + child.words }
          }
        }
      }
      p(class: "govuk-body") {
        a(class: "govuk-link", .href(.fact(visit, of: subject))) {
          "Read the visit as it was saved"
        }
      }
      if !aside.isEmpty {
        InsetText {
          p(class: "govuk-body govuk-!-font-weight-bold") { "Text that you set aside" }
          p(class: "govuk-body") {
            "It is not in the record. It stays with "
            a(class: "govuk-link", .href(.drafts)) { "your drafts" }
            "."
          }
          for text in aside { p(class: "govuk-body kith-written") { text } }
        }
      }
    }
  }
}
