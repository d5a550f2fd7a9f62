import CivilTime
public import HTML
public import Store

extension Link {
  public static let jobs: Link = "/jobs"

  public static func cancelJob(_ number: Int64) -> Link {
    jobs.appending(String(number), "cancel")
  }
}

/// A piece of long work, as a list shows it.
public struct JobLine: Sendable {
  let job: Job
  let title: String
  let link: Link
  let done: Int
  let total: Int

  /// - Parameters:
  ///   - title: such as "Import of SSDA903, 2017-18"
  ///   - link: where more is said of it
  public init(_ job: Job, title: String, link: Link, done: Int, total: Int) {
    self.job = job
    self.title = title
    self.link = link
    self.done = done
    self.total = total
  }
}

/// What Kith works on while nobody waits for it, the latest first.
public struct JobsPage: Sendable {
  let lines: [JobLine]

  public init(_ lines: [JobLine]) { self.lines = lines }

  public func page(in setting: PageSetting) -> Page {
    Page(
      "Background tasks", in: setting.frame, section: .imports,
      wayBack: .back("/imports", title: "Back to imports"), width: .full
    ) {
      p(class: "govuk-body") {
        "Kith does one at a time, in the order in which they were asked for. They go on after you leave the page, and after Kith is started again."
      }
      if lines.isEmpty {
        p(class: "govuk-body") { "There are none." }
      } else {
        StackedTable(
          lines, title: "Background tasks",
          columns: [
            StackedColumn("Task") { line in
              a(class: "govuk-link", .href(line.link)) { line.title }
            },
            StackedColumn("Asked for") { "\($0.job.asked.spoken), by \($0.job.user)" },
            StackedColumn("State") { line in
              line.job.tag
              if line.job.started != nil, line.job.ended == nil, line.total > 0 {
                " \(grouped(min(line.done, line.total))) of \(grouped(line.total))"
              }
            },
            StackedColumn("What came of it") { $0.job.words },
            StackedColumn("Action") { line in
              if line.job.started == nil, line.job.ended == nil {
                Form(to: .cancelJob(line.job.number), token: setting.token) {
                  Button("Take out of the line", .secondary)
                }
              }
            },
          ])
      }
    }
  }
}

extension Job {
  var tag: Tag {
    switch outcome {
    case .done: Tag("Done", .green)
    case .failed: Tag("Not done", .red)
    case .cancelled: Tag("Cancelled", .grey)
    case nil: started == nil ? Tag("Waiting", .yellow) : Tag("Under way", .blue)
    }
  }
}

/// How far long work is, on a page that asks for itself again.
struct JobProgress: Component {
  let what: String
  let done: Int
  let total: Int
  let of: String
  let plural: String
  let waitingFor: Int
  let again: Link

  var markup: Markup {
    p(class: "govuk-body", .role("status")) { words }
    progress(
      class: "kith-progress", .max(max(total, 1)),
      .value(total == 0 ? nil : String(min(done, total))),
      .aria("label", "\(plural.prefix(1).uppercased() + plural.dropFirst()) done")
    ) { "\(done) of \(total)" }
    p(class: "govuk-body") {
      "This page updates by itself. You can leave it: \(what.lowercased()) goes on. "
      a(class: "govuk-link", .href(again)) { "Update now" }
      " or "
      a(class: "govuk-link", .href(.jobs)) { "see all tasks" }
      "."
    }
  }

  private var words: String {
    if waitingFor > 0 {
      return "\(what) waits: \(counted(waitingFor, "task")) will be done before it."
    }
    if total == 0 {
      return done == 0
        ? "\(what) is about to begin." : "\(counted(done, of, plural: plural)) done so far."
    }
    return "\(grouped(min(done, total))) of \(counted(total, of, plural: plural)) done."
  }
}
