import CareRecord
import HTML

/// Asks who somebody is, and holds what they were about to do.
struct SignInPage {
  static let authorityField = "authority"

  let authority: Authority
  /// Whether there are others that somebody may have meant.
  let isOneOfSeveral: Bool
  /// Where to go afterwards: a page of this service.
  var next: Link?
  /// Why they have to sign in again.
  var because: String?
  /// Whether their text is already kept as a draft.
  var isKept = false
  /// A form that could not be taken, held in this page until its writer is known.
  var held: SubmittedForm?
  var user = ""
  var problem: String?
  let token: FormToken

  func page(in frame: PageFrame) -> Page {
    var state = FormState(["user": [user]])
    if let problem { state.refuse("user", problem) }
    let title = isOneOfSeveral ? "Sign in to \(frame.council)" : "Sign in"
    return Page(title, in: frame, form: state) {
      if because != nil || isKept || held != nil {
        NotificationBanner(.information, because ?? "Sign in to go on") {
          if isKept || held?.writing.isEmpty == false {
            p(class: "govuk-body") { "What you wrote is kept. Sign in to go on with it." }
          } else {
            p(class: "govuk-body") { "Sign in to go on where you were." }
          }
        }
      }
      Form(to: "/sign-in", token: token) {
        HiddenInput(SignInPage.authorityField, authority.description)
        if let next { HiddenInput("next", next.text) }
        if let held { HiddenInput("held", URLEncoding.text(of: held.fields)) }
        TextInput(state.field("user", "Username"), kind: .username, width: .twenty)
        TextInput(state.field("password", "Password"), kind: .currentPassword, width: .twenty)
        Button("Sign in")
      }
      if isOneOfSeveral {
        p(class: "govuk-body") {
          a(class: "govuk-link", .href(AuthorityChoicePage.link(next: next))) {
            "Choose another authority"
          }
        }
      }
      if let held {
        for field in held.writing {
          Details("What you wrote") { KeptText(field.value) }
        }
      }
    }
  }

  static func link(next: String?, because end: SessionEnd? = nil, kept: Bool = false) -> Link {
    let next = next == "/" ? nil : next
    return Link("sign-in").setting("next", next).setting("because", end?.rawValue)
      .setting("kept", kept ? "yes" : nil)
  }
}
