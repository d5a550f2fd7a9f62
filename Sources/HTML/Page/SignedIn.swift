/// Who is signed in, and how they sign out.
public struct SignedIn: Sendable {
  let name: String
  let role: String
  let signOut: Link
  let token: FormToken

  public init(name: String, role: String, signOut: Link, token: FormToken) {
    self.name = name
    self.role = role
    self.signOut = signOut
    self.token = token
  }

  @MarkupBuilder var markup: Markup {
    div(class: "kith-header__person") {
      span {
        span(class: "govuk-visually-hidden") { "Signed in as " }; strong { name }; ", " + role
      }
      form(.method("post"), .action(signOut)) {
        HiddenInput(token.name, token.value)
        button(class: "kith-header__sign-out", .type("submit")) { "Sign out" }
      }
    }
  }
}
