/// A form: one that changes something, with its token, or one that only asks.
public struct Form: Component {
  /// Where a draft of the form is kept while it is being typed.
  public struct Autosave: Sendable {
    let link: Link
    let savedAt: String?

    /// - Parameter savedAt: the time of the draft that the form was filled from, such as "14:03".
    public init(to link: Link, savedAt: String? = nil) {
      self.link = link
      self.savedAt = savedAt
    }
  }

  private let attributes: [Attribute]
  private let token: FormToken?
  private let autosave: Autosave?
  private let content: Markup

  /// A form that changes something.
  ///
  /// - Parameters:
  ///   - files: whether it has a `FileUpload`.
  ///   - autosave: keeps a draft on the server while the person types; a script does it, so the
  ///     form also needs a button that saves a draft.
  public init(
    to link: Link, token: FormToken, files: Bool = false, autosave: Autosave? = nil,
    @MarkupBuilder content: () -> Markup
  ) {
    attributes = [
      .method("post"), .action(link), .enctype(files ? "multipart/form-data" : nil), .novalidate(),
      autosave.map { .data("autosave", $0.link) } ?? .none,
    ]
    self.token = token
    self.autosave = autosave
    self.content = content()
  }

  /// A form that only asks: its answers become the query of the address.
  public init(asking link: Link, role: String? = nil, @MarkupBuilder content: () -> Markup) {
    attributes = [
      .method("get"), .action(link), .novalidate(), role.map(Attribute.role) ?? .none,
    ]
    token = nil
    autosave = nil
    self.content = content()
  }

  public var markup: Markup {
    form(attributes: attributes) {
      if let token { HiddenInput(token.name, token.value) }
      content
      if let autosave {
        p(class: "kith-autosave", .role("status"), .data("autosave-status")) {
          if let time = autosave.savedAt { "Draft saved at \(time)" }
        }
      }
    }
  }
}

/// A value that goes with a form unseen.
public struct HiddenInput: Component {
  let name: String
  let value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  public var markup: Markup { input(.type("hidden"), .name(name), .value(value)) }
}
