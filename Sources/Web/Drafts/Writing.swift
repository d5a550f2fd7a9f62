import CivilTime
import HTML
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
  /// Tells windows apart: one page that saves again and again is not in conflict with itself.
  let writer: String

  @MarkupBuilder var markup: Markup {
    HiddenInput(Writing.key, key)
    HiddenInput(Writing.version, String(version))
    HiddenInput(Writing.page, page.text)
    HiddenInput(Writing.title, title)
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

  let key: String
  let base: Int
  let page: Link
  let fields: [DraftField]

  /// Nil where the form belongs to no draft.
  init?(_ form: SubmittedForm) {
    let key = form.text(Writing.key)
    guard !key.isEmpty, key.utf8.count <= 200,
      let page = form[Writing.page].flatMap(Link.init(untrustedPath:))
    else { return nil }
    self.key = key
    self.page = page
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
    let latest = try await accounts.draft(key: key, user: user)
    let isOwn = latest.map { $0.value(Writing.writer) == value(Writing.writer) } ?? false
    return try await accounts.saveDraft(
      Draft(
        key: key, user: user, fields: fields, version: base + 1, saved: now,
        subjects: latest?.subjects ?? []),
      base: isOwn ? latest?.version ?? base : base)
  }

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
  /// What a person typed into it, for a page that shows it back: not what the page hid in it.
  var writing: [Field] {
    fields.filter {
      !$0.name.hasPrefix("draft-") && $0.name != FormToken.field && !$0.value.trimmed.isEmpty
        && ($0.value.contains("\n") || $0.value.count > 30)
    }
  }
}
