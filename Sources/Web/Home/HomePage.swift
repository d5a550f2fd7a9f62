import Access
import CareRecord
import CivilTime
import HTML
import Store

/// Who you are, whom you look for, whose records you keep and what you have not finished.
struct HomePage {
  static let mostChildren = 10

  let context: PageContext
  var children: [ChildHeadline] = []
  var total = 0
  var drafts: [Draft] = []

  private var roles: String {
    Role.allCases.filter(context.person.roles.contains).map(\.label).joined(separator: ", ")
  }

  var page: Page {
    Page("Hello, \(context.person.name)", in: context.frame, section: "/", width: .full) {
      p(class: "govuk-body") { roles + (context.person.team.map { ", \($0)" } ?? "") }
      if Policy.maySearchEveryone(context.person) { search }
      if !drafts.isEmpty { draftList }
      if let title = HomePage.listTitle(for: context.person) { childList(title) }
    }
  }

  /// Whose children the list shows; nil for those who answer for no child in particular.
  static func listTitle(for person: Person) -> String? {
    switch Policy.scope(of: person) {
    case .none, .all: nil
    case .allocated: "My children"
    case .teamAndUnallocated, .any: "My team's children and those without a worker"
    }
  }

  private var search: Markup {
    Form(asking: "/search", role: "search") {
      TextInput(
        FormField(
          "q", "Find a child", hint: "Name, date of birth, identifier or postcode"
        ).sized(.medium), kind: .search)
      Button("Search")
    }.markup
  }

  @MarkupBuilder private var draftList: Markup {
    Table(
      drafts, title: "Drafts waiting",
      columns: [
        Column("Draft") { draft in DraftLink(draft: draft) },
        Column("Last saved") { draft in draft.saved.spoken },
      ])
  }

  @MarkupBuilder private func childList(_ title: String) -> Markup {
    Table(
      children, title: title, empty: "There is none at present.",
      columns: [
        Column("Name") { child in
          a(class: "govuk-link", .href(Link("children", child.subject.id.text))) {
            child.name.isEmpty ? "Name not known" : child.name
          }
        },
        Column("Age") { child in child.age(on: context.today) },
        Column("Status") { child in child.status?.label },
        Column("Since") { child in child.statusFrom?.spoken },
      ])
    if total > children.count {
      p(class: "govuk-body") {
        a(class: "govuk-link", .href("/children")) { "All \(total) children" }
      }
    }
  }
}

extension ChildHeadline {
  /// In years; "Unborn" before birth, empty where no date of birth is known.
  func age(on today: Day) -> String {
    if let birthDate, birthDate <= today { return String(birthDate.age(on: today)) }
    return expectedBirthDate == nil ? "" : "Unborn"
  }
}
