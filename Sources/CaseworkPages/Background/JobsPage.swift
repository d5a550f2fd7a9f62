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
  let standing: JobStanding

  /// - Parameters:
  ///   - title: such as "Import of SSDA903, 2017-18"
  ///   - link: where more is said of it
  public init(_ job: Job, title: String, link: Link, _ standing: JobStanding) {
    self.job = job
    self.title = title
    self.link = link
    self.standing = standing
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
              if line.job.started != nil, line.job.ended == nil, line.standing.total > 0 {
                " \(grouped(line.standing.done)) of \(grouped(line.standing.total))"
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
