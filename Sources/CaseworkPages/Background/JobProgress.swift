import HTML

/// How far long work is.
public struct JobStanding: Sendable {
  /// Never more than `total`, unless that is not known.
  let done: Int
  /// 0 until it is known.
  let total: Int
  /// How many pieces of long work come before it.
  let waitingFor: Int

  public init(done: Int, total: Int, waitingFor: Int = 0) {
    self.total = max(total, 0)
    self.done = total > 0 ? min(done, total) : done
    self.waitingFor = waitingFor
  }
}

/// How far long work is, on a page that asks for itself again.
///
/// The page is asked for again every few seconds by a `Refresh` header, and can be left: the work goes on.
struct JobProgress: Component {
  /// Such as "The import".
  let what: String
  let standing: JobStanding
  let of: String
  let plural: String
  let again: Link

  var markup: Markup {
    let (done, total) = (standing.done, standing.total)
    p(class: "govuk-body", .role("status")) { words }
    progress(
      class: "kith-progress", .max(max(total, 1)), .value(total == 0 ? nil : String(done)),
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
    let (done, total) = (standing.done, standing.total)
    if standing.waitingFor > 0 {
      return "\(what) waits: \(counted(standing.waitingFor, "task")) will be done before it."
    }
    if total == 0 {
      return done == 0
        ? "\(what) is about to begin." : "\(counted(done, of, plural: plural)) done so far."
    }
    return "\(grouped(done)) of \(counted(total, of, plural: plural)) done."
  }
}
