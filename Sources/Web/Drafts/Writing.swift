import CareRecord
import CaseworkPages
import CivilTime
import HTML
import Secrets
import Store

/// A form that belongs to a draft.
struct Writing: Sendable {
  static let key = DraftFields.keyName
  static let version = DraftFields.versionName
  static let page = DraftFields.pageName
  static let title = DraftFields.titleName
  static let writer = DraftFields.writerName
  static let typedAt = "draft-typed-at"
  static let subjects = DraftFields.childrenName

  let key: String
  let base: Int
  let page: Link
  let fields: [DraftField]
  let subjects: [Subject]

  init(key: String, base: Int, page: Link, fields: [DraftField], subjects: [Subject]) {
    self.key = key
    self.base = base
    self.page = page
    self.fields = fields
    self.subjects = subjects
  }

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

  /// A new secret for the forms of a session, with the authority in front of it, so that a form says
  /// whose page it comes from.
  static func next(of authority: Authority) -> String { "\(authority)-\(RandomBytes.token())" }
}

extension SubmittedForm {
  /// The authority from whose page it was sent; nil where it does not say.
  var authority: Authority? {
    self[FormToken.field]?.split(separator: "-", maxSplits: 1).first.flatMap { Authority($0) }
  }
}

extension SubmittedForm {
  private static let secrets: Set<String> = [
    "password", EmergencyKeysPage.passphraseField, EmergencyKeysPage.againField,
  ]

  /// The same without passwords and passphrases.
  var withoutSecrets: SubmittedForm {
    var form = self
    form.fields.removeAll { SubmittedForm.secrets.contains($0.name) }
    return form
  }

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
