import CivilTime
public import HTML
public import Store

extension Link {
  public static let reference: Link = "/reference"
}

/// The lists of postcodes, providers and districts that rules look things up in.
public struct ReferencePage: Sendable {
  public static let filesField = "files"

  /// A kind of list.
  public struct Kind: Sendable {
    let title: String
    let form: String
    let list: ReferenceList?
    let isBuiltIn: Bool
    let rules: [(code: String, link: Link)]

    /// - Parameters:
    ///   - form: which files it is read from
    ///   - list: what is kept
    ///   - isBuiltIn: whether a list comes with Kith
    ///   - rules: those that look something up in it
    public init(
      title: String, form: String, list: ReferenceList?, isBuiltIn: Bool,
      rules: [(code: String, link: Link)]
    ) {
      self.title = title
      self.form = form
      self.list = list
      self.isBuiltIn = isBuiltIn
      self.rules = rules
    }
  }

  let kinds: [Kind]
  let kept: [String]
  let notes: [String]
  let refusals: [String]
  let refused: Int
  let isChecking: Bool
  let form: FormState

  /// - Parameters:
  ///   - kept: the titles of what was replaced just now
  ///   - refusals: the first things that could not be read just now
  ///   - refused: how many there are
  ///   - isChecking: whether records are being checked anew with other lists
  public init(
    _ kinds: [Kind], kept: [String] = [], notes: [String] = [], refusals: [String] = [],
    refused: Int = 0, isChecking: Bool = false, form: FormState = FormState()
  ) {
    self.kinds = kinds
    self.kept = kept
    self.notes = notes
    self.refusals = refusals
    self.refused = refused
    self.isChecking = isChecking
    self.form = form
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      "Reference data", in: setting.frame, section: .imports,
      wayBack: .back(.imports, title: "Back to imports"), form: form, width: .wide
    ) {
      p(class: "govuk-body") {
        "Some rules look things up: where a postcode is, what a provider is registered for, which authority a district belongs to. Rules whose list is not here do not run, and say so."
      }
      if !kept.isEmpty { taken }
      if isChecking {
        p(class: "govuk-body", .role("status")) {
          "Every record is being checked anew with the new lists. Until that is done, the returns check shows some findings from before."
        }
      }
      for kind in kinds { section(kind) }
      h2(class: "govuk-heading-m") { "Send in files" }
      Form(to: .reference, token: setting.token, files: true) {
        FileUpload(
          form.field(
            ReferencePage.filesField, "Files",
            hint:
              "Each file replaces what is here of its kind. Kith goes by their names; the workbooks of providers may be called anything. Together at most 256 MB: a larger directory of postcodes comes in with kith reference import."
          ),
          accept: ".csv,.xlsx", several: true)
        Button("Replace")
      }
    }
  }

  @MarkupBuilder private var taken: Markup {
    InsetText { "Replaced: \(kept.joined(separator: ", "))." }
    if !notes.isEmpty {
      ul(class: "govuk-list govuk-list--bullet") { for note in notes { li { note } } }
    }
    if refused > 0 {
      h2(class: "govuk-heading-m") { "What could not be read" }
      ul(class: "govuk-list govuk-list--bullet") {
        for refusal in refusals { li { refusal } }
      }
      if refusals.count < refused {
        p(class: "govuk-body") { "And \(grouped(refused - refusals.count)) more." }
      }
    }
  }

  @MarkupBuilder private func section(_ kind: Kind) -> Markup {
    h2(class: "govuk-heading-m") { kind.title }
    if let list = kind.list {
      SummaryList([
        SummaryRow("Rows", grouped(list.rows)),
        SummaryRow("Since", "\(list.receivedAt.spoken), by \(list.receivedBy)"),
        SummaryRow("From", list.name),
        SummaryRow("Fingerprint") { code { String(list.digest.prefix(16)) } },
      ])
      if list.refused > 0 {
        Details("\(counted(list.refused, "thing")) in it could not be read") {
          ul(class: "govuk-list govuk-list--bullet") {
            for refusal in list.refusals { li { refusal } }
          }
          if list.refusals.count < list.refused {
            p(class: "govuk-body") { "And \(grouped(list.refused - list.refusals.count)) more." }
          }
        }
      }
    } else {
      p(class: "govuk-body") {
        kind.isBuiltIn
          ? "The list that comes with Kith is used. Yours can replace it: \(kind.form)."
          : "Nothing is here yet. Send in \(kind.form)."
      }
    }
    if !kind.rules.isEmpty {
      p(class: "govuk-body") {
        kind.list == nil && !kind.isBuiltIn
          ? "Rules that need it and do not run: " : "Rules that look things up in it: "
        for (place, rule) in kind.rules.enumerated() {
          if place > 0 { ", " }
          a(class: "govuk-link", .href(rule.link)) { rule.code }
        }
        "."
      }
    }
  }
}
