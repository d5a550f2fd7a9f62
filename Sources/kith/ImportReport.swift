import CareRecord
import CivilTime
import Exchange
import Returns

/// Says what an import would change, or has changed.
struct ImportReport {
  private let received: ReceivedReturn

  init(_ received: ReceivedReturn) { self.received = received }

  func introduce() {
    Terminal.say(
      "Found \(received.form.title), \(received.year), with \(received.childCount) children.")
    if let guess = received.yearGuess {
      Terminal.say("The year was taken from the dates: \(guess.reason).")
    }
    for note in received.notes { Terminal.say("Note: \(note)") }
  }

  /// - Throws: `Unusable` where the file says that it is another authority's.
  func checkAuthority(_ authority: Authority?) throws {
    guard let own = received.authority, let authority, own != authority else { return }
    throw Unusable("The file says that it is authority \(own)'s, not \(authority)'s.")
  }

  func show(_ report: IntakeReport, done: Bool) {
    Terminal.say()
    Terminal.say(done ? "Imported:" : "What would change:")
    Terminal.say("  \(report.newChildren) new children")
    Terminal.say("  \(report.changedChildren) children whose records change")
    Terminal.say("  \(report.unchangedChildren) children unchanged")
    let kinds = Set(report.newFacts.keys).union(report.changedFacts.keys)
      .union(report.withdrawnFacts.keys).sorted()
    if !kinds.isEmpty {
      Terminal.say()
      Terminal.table(
        ["", "new", "changed", "withdrawn"],
        kinds.map { kind in
          [
            kind, String(report.newFacts[kind] ?? 0), String(report.changedFacts[kind] ?? 0),
            String(report.withdrawnFacts[kind] ?? 0),
          ]
        })
    }
    explain(report)
    propose(report)
    refuse(report)
  }

  private func explain(_ report: IntakeReport) {
    guard !report.unexplained.isEmpty else { return }
    Terminal.say()
    Terminal.say("Rows that do not follow exactly from the facts, kept as they were received:")
    for (table, reasons) in report.unexplained.sorted(by: { $0.key < $1.key }) {
      for reason in RowExplanation.Reason.allCases {
        guard let count = reasons[reason] else { continue }
        Terminal.say("  \(table): \(count) rows, where the row \(reason.words)")
      }
    }
  }

  private func propose(_ report: IntakeReport) {
    for proposal in report.proposals {
      Terminal.say()
      Terminal.say(
        "Held back: child \(proposal.newIdentifier) has the pupil number \(proposal.upn) and the "
          + "date of birth \(proposal.birthDate.spoken) of child \(proposal.heldIdentifier), who "
          + "is held already.")
      Terminal.say(
        "  If it is the same child: --same \(proposal.newIdentifier). "
          + "If not: --different \(proposal.newIdentifier).")
    }
  }

  private func refuse(_ report: IntakeReport) {
    guard !report.refusals.isEmpty else { return }
    Terminal.say()
    Terminal.say("Refused (\(report.refusals.count)):")
    for refusal in report.refusals.prefix(ImportReport.shown) { Terminal.say("  \(refusal)") }
    let more = report.refusals.count - ImportReport.shown
    if more > 0 { Terminal.say("  … and \(more) more, all in the files of refused rows.") }
  }

  private static let shown = 40
}

/// The same for programs.
struct ImportJSON: Encodable {
  struct Refused: Encodable {
    let file: String
    let line: Int?
    let field: String?
    let value: String?
    let reason: String
    let expected: String?
  }

  struct Proposal: Encodable {
    let newIdentifier: String
    let heldIdentifier: String
  }

  let `return`: String
  let year: String
  let imported: Bool
  let childrenInFile: Int
  let newChildren: Int
  let changedChildren: Int
  let unchangedChildren: Int
  let newFacts: [String: Int]
  let changedFacts: [String: Int]
  let withdrawnFacts: [String: Int]
  let keptAsReceived: [String: [String: Int]]
  let heldBack: [Proposal]
  let refused: [Refused]

  init(_ received: ReceivedReturn, _ report: IntakeReport, done: Bool) {
    self.return = received.name
    year = received.year.description
    imported = done
    childrenInFile = report.childrenInFile
    newChildren = report.newChildren
    changedChildren = report.changedChildren
    unchangedChildren = report.unchangedChildren
    newFacts = report.newFacts
    changedFacts = report.changedFacts
    withdrawnFacts = report.withdrawnFacts
    keptAsReceived = report.unexplained.mapValues { reasons in
      Dictionary(uniqueKeysWithValues: reasons.map { ($0.key.rawValue, $0.value) })
    }
    heldBack = report.proposals.map {
      Proposal(newIdentifier: $0.newIdentifier, heldIdentifier: $0.heldIdentifier)
    }
    refused = report.refusals.map {
      Refused(
        file: $0.file, line: $0.line, field: $0.field, value: $0.value, reason: $0.reason,
        expected: $0.expected)
    }
  }
}
