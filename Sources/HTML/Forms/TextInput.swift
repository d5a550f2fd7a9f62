/// A field for a line of text.
public struct TextInput: Component {
  /// What is typed, which decides the keyboard on a telephone and what the browser may fill in.
  public enum Kind: Sendable {
    case text, search, email, telephone, wholeNumber, username, currentPassword, newPassword
    /// A code sent to the person, used once.
    case oneTimeCode
    case postcode
  }

  /// How long an answer is expected to be, in characters.
  public enum Width: Int, Sendable {
    case two = 2
    case three = 3
    case four = 4
    case five = 5
    case ten = 10
    case twenty = 20
    case thirty = 30
  }

  let field: FormField
  let kind: Kind
  let width: Width?
  let prefix: String?
  let suffix: String?
  let suggestions: [Choice]

  /// - Parameter suggestions: answers that the browser offers while somebody types; any other can be
  ///   typed too.
  public init(
    _ field: FormField, kind: Kind = .text, width: Width? = nil, prefix: String? = nil,
    suffix: String? = nil, suggestions: [Choice] = []
  ) {
    self.field = field
    self.suggestions = suggestions
    self.kind = kind
    self.width = width
    self.prefix = prefix
    self.suffix = suffix
  }

  public var markup: Markup {
    field.labelled {
      if prefix == nil && suffix == nil {
        control
      } else {
        div(class: "govuk-input__wrapper") {
          if let prefix { div(class: "govuk-input__prefix", .aria("hidden", "true")) { prefix } }
          control
          if let suffix { div(class: "govuk-input__suffix", .aria("hidden", "true")) { suffix } }
        }
      }
      if !suggestions.isEmpty {
        datalist(.id(listID)) {
          for choice in suggestions { option(.value(choice.value)) { choice.text } }
        }
      }
    }
  }

  private var listID: String { field.id + "-suggestions" }

  private var control: Markup {
    input(
      class: "govuk-input" + (width.map { " govuk-input--width-\($0.rawValue)" } ?? "")
        + (field.error == nil ? "" : " govuk-input--error"),
      .id(field.id), .name(field.name), .type(kind.type), .inputmode(kind.keyboard),
      .autocomplete(kind.autocomplete),
      suggestions.isEmpty ? .none : .list(listID), kind.isProse ? .none : .spellcheck(false),
      // A password that was sent is never sent back.
      .value(kind.isPassword ? nil : field.value), .aria("describedby", field.describedBy()))
  }
}

extension TextInput.Kind {
  fileprivate var isPassword: Bool { self == .currentPassword || self == .newPassword }
  fileprivate var isProse: Bool { self == .text || self == .search }

  fileprivate var type: String {
    switch self {
    case .email: "email"
    case .telephone: "tel"
    case .search: "search"
    case .currentPassword, .newPassword: "password"
    case .text, .wholeNumber, .username, .oneTimeCode, .postcode: "text"
    }
  }

  fileprivate var keyboard: String? {
    self == .wholeNumber || self == .oneTimeCode ? "numeric" : nil
  }

  /// Answers about a child must not be offered to the next person at the machine.
  fileprivate var autocomplete: String {
    switch self {
    case .username: "username"
    case .currentPassword: "current-password"
    case .newPassword: "new-password"
    case .oneTimeCode: "one-time-code"
    case .text, .search, .email, .telephone, .wholeNumber, .postcode: "off"
    }
  }
}
