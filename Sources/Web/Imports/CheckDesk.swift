import CareRecord
import CaseworkPages
import Checking
import CivilTime
import Foundation
import HTML
import Returns
import Store

/// Checks the files of submissions when somebody asks, and remembers the last few reports.
///
/// Everything follows from the kept files: last year's files, where some were imported, and the
/// files of the same return and year that came before, which the change is told against.
actor CheckDesk {
  /// A check, with what was taken for granted.
  struct Checked: Sendable {
    let report: CheckReport
    let taken: [String]
  }

  /// So many reports are remembered: one of a large authority holds some megabytes.
  private static let mostRemembered = 4

  private let store: any WebStore
  private let shelf: ReferenceShelf?
  private var checks: [Key: Task<Checked, any Error>] = [:]
  private var order: [Key] = []

  /// What a report follows from.
  private struct Key: Hashable {
    let submission: Int64
    let last: Int64?
    let reference: String
  }

  /// - Parameter shelf: the lists that the authority keeps
  init(store: any WebStore, shelf: ReferenceShelf?) {
    self.store = store
    self.shelf = shelf
  }

  /// The check of the files of a submission, with last year's beside them.
  func check(of submission: Submission, on today: Day) async throws -> Checked {
    let last = try await store.submissions(of: submission.authority).first {
      $0.returnName == submission.returnName && $0.year == submission.year - 1
        && $0.state == .imported
    }
    let key = Key(
      submission: submission.id, last: last?.id, reference: shelf?.digest ?? "")
    if let known = checks[key] { return try await known.value }
    let task = Task { [store, shelf] in
      try await CheckDesk.check(submission, last, store, shelf, today)
    }
    checks[key] = task
    order.append(key)
    if order.count > CheckDesk.mostRemembered { checks[order.removeFirst()] = nil }
    do {
      return try await task.value
    } catch {
      checks[key] = nil
      order.removeAll { $0 == key }
      throw error
    }
  }

  private static func check(
    _ submission: Submission, _ last: Submission?, _ store: any WebStore,
    _ shelf: ReferenceShelf?, _ today: Day
  ) async throws -> Checked {
    func files(_ submission: Submission) async throws -> ReturnFiles {
      ReturnFiles(
        uploads: try await store.files(of: submission.id).map { ($0.name, $0.bytes) })
    }
    var request = CheckRequest(try await files(submission), today: today)
    if let last { request.previous = try await files(last) }
    request.kind = CheckedReturn(rawValue: submission.returnName)
    request.year = CollectionYear(endYear: submission.year)
    request.shelf = shelf
    request.authority = submission.authority.description
    do {
      let (report, taken) = try await request.run()
      let previous =
        last.map {
          "Last year’s return is the one received on \($0.receivedAt.inLondon.day.spoken)."
        } ?? "No return of the year before was imported, so rules that need it did not run."
      return Checked(report: report, taken: taken + [previous])
    } catch {
      throw StoreUnavailable(error.description)
    }
  }

  /// The check in words, beside the one of the files that came before.
  func view(of submission: Submission, on today: Day) async throws -> ImportCheckView {
    let checked = try await check(of: submission, on: today)
    let earlier = try await store.submissions(of: submission.authority).first {
      $0.returnName == submission.returnName && $0.year == submission.year
        && $0.id < submission.id && $0.state != .declined && $0.state != .undone
    }
    var before: CheckReport?
    if let earlier { before = try await check(of: earlier, on: today).report }
    return ImportCheckView(
      submission, checked, before: before,
      comparedWith: earlier.map { "files received on \($0.receivedAt.inLondon.day.spoken)" })
  }
}

extension ImportCheckView {
  init(
    _ submission: Submission, _ checked: CheckDesk.Checked, before: CheckReport?,
    comparedWith: String?
  ) {
    let report = checked.report
    let was = Dictionary(
      (before?.outcomes ?? []).filter { $0.status == .ran }.map { ($0.card.code, $0.findings) },
      uniquingKeysWith: { $1 })
    var children: [Int: Set<String>] = [:]
    for finding in report.findings {
      if let child = finding.child { children[finding.rule, default: []].insert(child) }
    }
    self.init(
      submission: submission.id,
      rules: report.outcomes.enumerated().filter { _, outcome in
        outcome.status == .ran && (outcome.findings > 0 || was[outcome.card.code] ?? 0 > 0)
      }.map { place, outcome in
        RuleLine(
          code: outcome.card.code, link: .rule(outcome.card.code, of: submission.returnName),
          severity: FindingSeverity(rawValue: outcome.card.severity.rawValue) ?? .toCheck,
          message: outcome.card.message, findings: outcome.findings,
          children: children[place]?.count ?? 0, before: was[outcome.card.code])
      }, ran: report.outcomes.count { $0.status == .ran },
      notRun: report.outcomes.filter { $0.status != .ran }.map {
        NotRun(
          code: $0.card.code, link: .rule($0.card.code, of: submission.returnName),
          reason: $0.reason)
      }, taken: checked.taken, comparedWith: comparedWith)
  }
}
