import Access
import CINCensus
import CareRecord
import CaseworkPages
import CivilTime
import Exchange
import Returns
import SSDA903
import Store

/// What comparing or importing a submission showed, for its pages.
struct ImportResult: Sendable {
  /// So many rows stand on a page.
  static let mostShown = 100

  let view: ImportView
  let isImported: Bool
  /// The files of refused rows.
  let refusedFiles: [OutputFile]
  /// What was refused and can stand in no such file.
  let otherRefusals: [Refusal]

  init(
    _ submission: Submission, _ received: ReceivedReturn, _ report: IntakeReport,
    knownTo person: Person, isImported: Bool
  ) {
    self.isImported = isImported
    let rejects = received.rejects(report)
    refusedFiles = rejects.files
    otherRefusals = rejects.others
    let kinds = Set(report.newFacts.keys).union(report.changedFacts.keys)
      .union(report.withdrawnFacts.keys)
    view = ImportView(
      submission: submission.id, returnTitle: submission.returnTitle,
      year: received.year.description,
      tables: ImportResult.tables(received, report),
      refused: report.refusals.prefix(ImportResult.mostShown).map(ImportView.RefusedRow.init),
      refusedInAll: report.refusals.count,
      changes: kinds.sorted().map { kind in
        ImportView.KindChange(
          kind: kind, added: report.newFacts[kind] ?? 0, changed: report.changedFacts[kind] ?? 0,
          withdrawn: report.withdrawnFacts[kind] ?? 0)
      },
      newChildren: report.newChildren,
      knownChildren: report.changedChildren + report.unchangedChildren,
      matches: report.proposals.map(ImportView.ProposedMatch.init),
      differences: report.explanations.prefix(ImportResult.mostShown)
        .map(ImportView.Difference.init),
      differencesInAll: report.unexplained.values.reduce(0) { $0 + $1.values.reduce(0, +) },
      warnings: ImportResult.warnings(submission, received, person))
  }

  private static func tables(
    _ received: ReceivedReturn, _ report: IntakeReport
  ) -> [ImportView.Table] {
    let notes = Dictionary(grouping: report.notes, by: \.file)
    func words(_ files: [String]) -> [String] {
      files.flatMap { notes[$0] ?? [] }.map { note in
        note.line.map { "Line \($0): \(note.text)" } ?? note.text
      }
    }
    switch received.content {
    case .ssda903(let read):
      return read.givenTables.map { given in
        let table = read.table(given)
        return ImportView.Table(
          name: table.layout.name, file: table.files.joined(separator: ", "),
          rowsRead: table.rowCount,
          rowsRefused: report.refusals.count {
            $0.extent == .row && table.files.contains($0.file)
              && ($0.table.map { $0 == table.layout.name } ?? true)
          }, notes: words(table.files))
      }
    case .cin(let read):
      let files = received.files.map(\.name)
      return [
        ImportView.Table(
          name: "Children", file: files.joined(separator: ", "), rowsRead: read.children.count,
          rowsRefused: report.refusals.count { $0.extent == .row }, notes: words(files))
      ]
    }
  }

  private static func warnings(
    _ submission: Submission, _ received: ReceivedReturn, _ person: Person
  ) -> [String] {
    var warnings: [String] = []
    if submission.state == .interrupted || submission.state == .importing {
      warnings.append(
        "An import of these files stopped half-way. Each child it had reached is whole, the others"
          + " are as before. Importing again completes it.")
    }
    if let own = received.authority, own != person.authority {
      warnings.append(
        "The files say that they are authority \(own)’s. You are importing for authority"
          + " \(person.authority). Check that these are the right files.")
    }
    warnings += received.notes.filter { $0.weight == .warning }.prefix(20).map(\.description)
    return warnings
  }
}

extension ImportView.RefusedRow {
  init(_ refusal: Refusal) {
    let expected = refusal.expected.map { " Expected \($0)." } ?? ""
    let remedy = refusal.remedy.map { " " + $0 } ?? ""
    self.init(
      file: refusal.file, line: refusal.line ?? 0, field: refusal.field ?? "",
      value: refusal.value ?? "", reason: refusal.reason + "." + expected + remedy)
  }
}

extension ImportView.ProposedMatch {
  init(_ proposal: MatchProposal) {
    self.init(
      received: proposal.newIdentifier,
      receivedWords: "born \(proposal.birthDate.spoken), UPN \(proposal.upn)",
      known: proposal.held,
      knownWords:
        "child \(proposal.heldIdentifier), born \(proposal.birthDate.spoken), UPN \(proposal.upn)",
      because: "Same unique pupil number and date of birth")
  }
}

extension ImportView.Difference {
  init(_ row: RowExplanation) {
    self.init(
      table: row.table, child: row.child, received: row.received, derived: row.derived,
      reason: "The row " + row.reason.words)
  }
}

extension Submission {
  /// "SSDA903", "Children in need census".
  var returnTitle: String {
    String(title.prefix(upTo: title.lastIndex(of: ",") ?? title.endIndex))
  }
}
