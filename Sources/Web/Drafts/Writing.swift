import CareRecord
import CivilTime
import HTML
import Secrets
import Store

/// Says of a form which draft its text belongs to, so that nothing typed is ever lost.
///
/// Put it into every form that takes more than a line, and send its drafts to `/drafts`:
///
/// ```swift
/// Form(to: here, token: context.formToken, autosave: .init(to: "/drafts")) {
///   DraftFields(key: "record-visit/\(id)", version: draft?.version ?? 0, page: here, title: "…")
/// }
/// ```
struct DraftFields: Component {
  /// Which task it is for: `record-visit/<fact>`.
  let key: String
  /// The version of the draft that the page was filled from; 0 for none.
  let version: Int
  /// The page on which to go on writing: it answers GET and fills its form from the draft.
  let page: Link
  /// What "My drafts" calls it: "Visit to Ada Example".
  let title: String
  /// The children whom it is about.
  let children: [Subject]
  /// Tells windows apart: one page that saves again and again is not in conflict with itself.
  private let writer = RandomBytes.token()

  init(key: String, version: Int, page: Link, title: String, children: [Subject]) {
    self.key = key
    self.version = version
    self.page = page
    self.title = title
    self.children = children
  }

  @MarkupBuilder var markup: Markup {
    HiddenInput(Writing.key, key)
    HiddenInput(Writing.version, String(version))
    HiddenInput(Writing.page, page.text)
    HiddenInput(Writing.title, title)
    HiddenInput(Writing.subjects, children.map(\.id.text).joined(separator: " "))
    HiddenInput(Writing.writer, writer)
  }
}

/// A form that belongs to a draft.
struct Writing: Sendable {
  static let key = "draft-key"
  static let version = "draft-version"
  static let page = "draft-page"
  static let title = "draft-title"
  static let writer = "draft-writer"
  static let typedAt = "draft-typed-at"
  static let subjects = "draft-children"

  let key: String
  let base: Int
  let page: Link
  let fields: [DraftField]
  let subjects: [Subject]

  /// Nil where the form belongs to no draft.
  init?(_ form: SubmittedForm) {
    let key = form.text(Writing.key)
    guard !key.isEmpty, key.utf8.count <= 200,
      let page = form[Writing.page].flatMap(Link.init(untrustedPath:))
    else { return nil }
    self.key = key
    self.page = page
    subjects = form.text(Writing.subjects).split(separator: " ")
      .compactMap { SubjectID(text: $0).map(Subject.child) }
    base = form[Writing.version].flatMap { Int($0) } ?? 0
    fields = form.fields.filter {
      ![FormToken.field, Writing.key, Writing.version].contains($0.name)
    }
    .map { DraftField(name: $0.name, value: $0.value) }
  }

  /// Keeps the text for its writer.
  func save(for user: String, in accounts: any AccountStore, at now: Instant) async throws
    -> DraftOutcome
  {
    // The page does not hear of each version that it has saved, so its last one is looked up.
    let own = try await accounts.drafts(user: user)
      .filter { $0.key == key && $0.value(Writing.writer) == value(Writing.writer) }
      .max { $0.version < $1.version }
    // Two texts of one page can overtake each other on their way.
    if let own, let late = typedAt, let kept = own.value(Writing.typedAt).flatMap({ Int($0) }),
      late < kept
    {
      return .saved(version: own.version)
    }
    return try await accounts.saveDraft(
      Draft(
        key: key, user: user, fields: fields, version: base + 1, saved: now, subjects: subjects),
      base: own?.version ?? base)
  }

  /// When our script sent it, in milliseconds by the clock of the browser; nil for a button.
  private var typedAt: Int? { value(Writing.typedAt).flatMap { Int($0) } }

  private func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}

extension Draft {
  func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  var title: String { value(Writing.title) ?? "Draft" }
  var page: Link? { value(Writing.page).flatMap(Link.init(untrustedPath:)) }

  /// What was typed, for the form that goes on from it.
  var state: FormState {
    FormState(Dictionary(grouping: fields, by: \.name).mapValues { $0.map(\.value) })
  }
}

extension FormToken {
  static let field = "csrf"
}

extension SubmittedForm {
  /// What a person typed into it, for a page that shows it back: neither what the page hid in it nor
  /// what was only ticked, which is a word without spaces.
  var writing: [Field] {
    fields.filter { field in
      let text = field.value.trimmed
      return !field.name.hasPrefix("draft-") && field.name != FormToken.field
        && (text.contains(where: \.isWhitespace) || text.count > 20)
    }
  }
}

extension Draft {
  var writing: [SubmittedForm.Field] {
    SubmittedForm(fields.map { .init($0.name, $0.value) }).writing
  }
}
