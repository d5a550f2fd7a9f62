import CivilTime
public import HTML
public import Store

extension Link {
  public static let exports: Link = "/exports"

  /// One return that is being made, or was.
  public static func export(_ job: Int64) -> Link { exports.appending(String(job)) }

  public static func exportFile(_ name: String, of job: Int64) -> Link {
    export(job).appending("files", name)
  }

  /// All its files in one.
  public static func exportArchive(_ job: Int64) -> Link { export(job).appending("all") }
}

/// A return that somebody asked for.
public struct ExportLine: Sendable {
  let job: Job
  let title: String

  /// - Parameter title: such as "SSDA903, 2017-18"
  public init(_ job: Job, title: String) {
    self.job = job
    self.title = title
  }
}

/// Asks for a return to be made from the records, and lists those made before.
public struct ExportsPage: Sendable {
  public static let returnField = "return"
  public static let yearField = "year"

  let lines: [ExportLine]
  let years: [Int]
  let form: FormState

  /// - Parameter years: that can be chosen, by the calendar year in which they end
  public init(_ lines: [ExportLine], years: ClosedRange<Int>, form: FormState = FormState()) {
    self.lines = lines
    self.years = years.reversed()
    self.form = form
  }

  public func page(in setting: PageSetting) -> Page {
    Page("Make a return", in: setting.frame, section: .exports, form: form) {
      p(class: "govuk-body") {
        "Kith makes the return from the records as they are now. You can go on with other work meanwhile."
      }
      Form(to: .exports, token: setting.token) {
        Radios(
          form.field(ExportsPage.returnField, "Which return?"),
          [
            Choice("ssda903", "SSDA903, as CSV files"),
            Choice("ssda903-xml", "SSDA903, as one XML file"),
            Choice("cin", "Children in need census"),
          ])
        Select(
          form.field(ExportsPage.yearField, "Which collection year?", hint: "From April to March"),
          years.map { Choice(String($0), ImportUploadPage.label(ofYear: $0)) })
        Button("Make the return")
      }
      h2(class: "govuk-heading-m") { "Returns made" }
      if lines.isEmpty {
        p(class: "govuk-body") { "None yet." }
      } else {
        StackedTable(
          lines, title: "Returns made",
          columns: [
            StackedColumn("Return") { line in
              a(class: "govuk-link", .href(.export(line.job.number))) { line.title }
            },
            StackedColumn("Asked for") { "\($0.job.asked.spoken), by \($0.job.user)" },
            StackedColumn("State") { $0.job.tag },
          ])
      }
    }
  }
}

/// One return: how far it is, or its files.
public struct ExportPage: Sendable {
  let line: ExportLine
  let standing: JobStanding
  let files: [String]
  let isOwn: Bool

  /// - Parameters:
  ///   - files: the names of its files, where they are still kept
  ///   - isOwn: whether the reader asked for it
  public init(_ line: ExportLine, _ standing: JobStanding, files: [String], isOwn: Bool) {
    self.line = line
    self.standing = standing
    self.files = files
    self.isOwn = isOwn
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      line.title, in: setting.frame, section: .exports,
      wayBack: .back(.exports, title: "Back to returns")
    ) {
      SummaryList([
        SummaryRow("State") { line.job.tag },
        SummaryRow("Asked for", "\(line.job.asked.spoken), by \(line.job.user)"),
        SummaryRow("Ended", line.job.ended?.spoken, missing: "Not yet"),
      ])
      if line.job.ended == nil {
        JobProgress(
          what: "The return", standing: standing, of: "child", plural: "children",
          again: .export(line.job.number))
      } else {
        outcome
      }
    }
  }

  @MarkupBuilder private var outcome: Markup {
    if line.job.outcome == .failed {
      WarningText("The return could not be made. \(line.job.words)")
    } else {
      for words in line.job.words.split(separator: "\n") {
        p(class: "govuk-body") { String(words) }
      }
    }
    if line.job.outcome == .done {
      if !isOwn {
        InsetText {
          "Only \(line.job.user), who asked for it, can fetch the files. Make the return yourself if you need it."
        }
      } else if files.isEmpty {
        InsetText {
          "The files were kept for a week and are gone. Make the return again if you need it."
        }
      } else {
        h2(class: "govuk-heading-m") { "Files" }
        if files.count > 1 {
          ButtonLink("Download all as a zip file", to: .exportArchive(line.job.number))
        }
        ul(class: "govuk-list govuk-list--spaced") {
          for name in files {
            li { a(class: "govuk-link", .href(.exportFile(name, of: line.job.number))) { name } }
          }
        }
        p(class: "govuk-body") {
          "They hold children’s personal data. Keep them where only those can read them who need to. Kith keeps them for a week."
        }
      }
    }
  }
}
