/// The secret that shows a form to be our own, sent with every form that changes something.
public struct FormToken: Sendable {
  let name: String
  let value: String

  public init(name: String = "csrf", _ value: String) {
    self.name = name
    self.value = value
  }
}
