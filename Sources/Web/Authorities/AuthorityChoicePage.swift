import CareRecord
import HTML

/// Asks whose pages somebody wants, where one server has those of several authorities.
struct AuthorityChoicePage {
  static let path = "/authority"
  static let field = "authority"

  let authorities: [(authority: Authority, name: String)]
  /// Where to go afterwards: a page of this service.
  let next: Link?

  static func link(next: Link?) -> Link {
    let next = next?.text == "/" ? nil : next?.text
    return Link("authority").setting("next", next)
  }

  /// Chooses an authority, and leads on to its pages; councils may keep it as a bookmark.
  static func choosing(_ authority: Authority, next: Link? = nil) -> Link {
    Link().setting(field, authority.description).setting("next", next?.text)
  }

  func page(in frame: PageFrame) -> Page {
    Page("Choose your authority", in: frame) {
      p(class: "govuk-body") { "Which authority do you work for?" }
      ul(class: "govuk-list govuk-list--spaced") {
        for (authority, name) in authorities {
          li {
            a(class: "govuk-link", .href(AuthorityChoicePage.choosing(authority, next: next))) {
              name
            }
          }
        }
      }
      p(class: "govuk-body") { "This browser remembers your choice." }
    }
  }
}

/// Says to somebody who is signed in to one authority that they would come to another.
struct SignedInElsewherePage {
  let present: String
  let wanted: String
  let token: FormToken

  func page(in frame: PageFrame) -> Page {
    Page("You are signed in to \(present)", in: frame) {
      p(class: "govuk-body") {
        "Sign out before you go to \(wanted), so that nothing of the one is taken for the other’s."
      }
      Form(to: "/sign-out", token: token) { Button("Sign out of \(present)") }
      p(class: "govuk-body") {
        a(class: "govuk-link", .href("/")) { "Stay in \(present)" }
      }
    }
  }
}
