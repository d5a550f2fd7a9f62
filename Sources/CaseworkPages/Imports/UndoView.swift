public import CivilTime
public import HTML

/// What undoing an import would do, or did, as plain values for pages.
public struct UndoView: Codable, Sendable {
  /// What happens to the facts of one kind.
  public struct KindChange: Codable, Hashable, Sendable {
    public let kind: String
    public let withdrawn: Int
    public let restored: Int

    public init(kind: String, withdrawn: Int, restored: Int) {
      self.kind = kind
      self.withdrawn = withdrawn
      self.restored = restored
    }
  }

  /// A fact that stays as it is.
  public struct Left: Codable, Hashable, Sendable {
    public let child: String
    public let kind: String
    /// Who changed it, when.
    public let why: String

    public init(child: String, kind: String, why: String) {
      self.child = child
      self.kind = kind
      self.why = why
    }
  }

  public let changedChildren: Int
  /// Those of them of whom nothing is held then.
  public let emptiedChildren: Int
  public let changes: [KindChange]
  /// The first of those that stay.
  public let left: [Left]
  public let leftInAll: Int
  /// What else to know before, in sentences.
  public let warnings: [String]

  public init(
    changedChildren: Int, emptiedChildren: Int, changes: [KindChange], left: [Left],
    leftInAll: Int, warnings: [String] = []
  ) {
    self.changedChildren = changedChildren
    self.emptiedChildren = emptiedChildren
    self.changes = changes
    self.left = left
    self.leftInAll = leftInAll
    self.warnings = warnings
  }
}

/// What an undo does, in tables.
struct UndoSummary: Component {
  let view: UndoView
  let isDone: Bool

  @MarkupBuilder var markup: Markup {
    h2(class: "govuk-heading-m") { isDone ? "What was taken back" : "What would be taken back" }
    p(class: "govuk-body") { whom }
    if !view.changes.isEmpty {
      Table(
        view.changes, title: "Facts by kind",
        columns: [
          Column("Kind") { $0.kind },
          Column("Withdrawn", numeric: true) { grouped($0.withdrawn) },
          Column("Version before put back", numeric: true) { grouped($0.restored) },
        ])
    }
    if view.leftInAll > 0 {
      h2(class: "govuk-heading-m") { isDone ? "What was left" : "What would be left" }
      p(class: "govuk-body") {
        "\(counted(view.leftInAll, "fact")) of this import \(isDone ? "stayed" : "would stay") as \(view.leftInAll == 1 ? "it is" : "they are")."
        if view.left.count < view.leftInAll {
          " These are the first \(grouped(view.left.count)); kith import undo lists all."
        }
      }
      StackedTable(
        view.left, title: "Facts that stay",
        columns: [
          StackedColumn("Child number") { $0.child },
          StackedColumn("Kind") { $0.kind },
          StackedColumn("Why") { $0.why },
        ])
    }
  }
}

extension UndoSummary {
  private var whom: String {
    if view.changedChildren == 0 {
      return "Nothing: no record holds anything of this import that could be taken back."
    }
    let children = counted(view.changedChildren, "child", plural: "children")
    let emptied = grouped(view.emptiedChildren)
    return isDone
      ? "The records of \(children) were changed. Of \(emptied) of them nothing is held any more: they are in no list, search or return."
      : "The records of \(children) would be changed. Of \(emptied) of them nothing would be held any more: they would be in no list, search or return."
  }
}

/// What undoing an import would do, before somebody confirms it.
public struct UndoImportPage: Sendable {
  let submission: Int64
  let title: String
  let view: UndoView
  let workedOut: Instant?

  /// - Parameters:
  ///   - title: of the submission
  ///   - workedOut: where that was before the page was asked for
  public init(submission: Int64, title: String, _ view: UndoView, workedOut: Instant? = nil) {
    self.submission = submission
    self.title = title
    self.view = view
    self.workedOut = workedOut
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      "Undo this import", in: setting.frame, section: .imports,
      wayBack: .back(.submission(submission), title: "Back to the submission"),
      heading: .captioned(title), width: .full
    ) {
      p(class: "govuk-body") {
        "What the import put into the records is withdrawn, and what it replaced is put back. Nothing is removed: the history of each record says what happened. The files are kept and can be imported again."
      }
      for warning in view.warnings { WarningText(warning) }
      if let workedOut {
        p(class: "govuk-body") {
          "This is how the records stood on \(workedOut.spoken). What is taken back is worked out once more when it is done."
        }
        Form(to: .previewUndo(submission), token: setting.token) {
          Button("Work it out again", .secondary)
        }
      }
      UndoSummary(view: view, isDone: false)
      Form(to: .undoImport(submission), token: setting.token) {
        ButtonGroup {
          Button("Undo this import", .warning)
          a(class: "govuk-link", .href(.submission(submission))) { "Do not undo" }
        }
      }
    }
  }
}
