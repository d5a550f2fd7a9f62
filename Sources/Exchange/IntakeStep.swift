import CareRecord
import CivilTime
import Returns
import Store

/// Some children of a return beside what is held of them.
struct IntakeStep {
  private let children: [ReceivedChild]
  private let decisions: MatchDecisions
  private let subjects: [String: Subject]
  private let records: [SubjectID: ChildRecord]
  private let proposals: [String: MatchProposal]

  init(
    _ children: [ReceivedChild], store: any RecordStore & SubmissionStore, reading: Reading,
    decisions: MatchDecisions
  ) async throws {
    self.children = children
    self.decisions = decisions
    var subjects = try await store.subjects(
      withIdentifiers: children.map(\.id), scheme: .laChildID, for: reading)
    let unknown = children.filter {
      subjects[$0.id] == nil && $0.upn != nil && !decisions.different.contains($0.id)
    }
    let byNumber = try await store.subjects(
      withIdentifiers: unknown.compactMap(\.upn), scheme: .upn, for: reading)
    var records = try await store.recordsToReceive(
      of: Array(Set(subjects.values).union(byNumber.values)), for: reading)
    var proposals: [String: MatchProposal] = [:]
    for child in unknown {
      guard let upn = child.upn, let held = byNumber[upn], let birthDate = child.birthDate,
        let record = records[held.id], record.identity?.birthDate == birthDate
      else { continue }
      if decisions.same.contains(child.id) {
        subjects[child.id] = held
      } else {
        proposals[child.id] = MatchProposal(
          newIdentifier: child.id, heldIdentifier: record.identifier(.laChildID) ?? held.id.text,
          held: held, upn: upn, birthDate: birthDate)
      }
    }
    let wanted = Set(subjects.values.map(\.id))
    records = records.filter { wanted.contains($0.key) }
    self.subjects = subjects
    self.records = records
    self.proposals = proposals
  }

  /// The commits that bring the records in line, and in the report what they do.
  func commits(
    by author: Author, at now: Instant, in run: Int64?, identifiers: inout IdentifierSource,
    report: inout IntakeReport
  ) -> [Commit] {
    var commits: [Commit] = []
    for child in children {
      report.childrenInFile += 1
      report.refusals += child.refusals
      if let proposal = proposals[child.id] {
        report.proposals.append(proposal)
        continue
      }
      let held = subjects[child.id]
      let subject = held ?? .child(identifiers.next())
      let record = records[subject.id] ?? ChildRecord(subject)
      var edit = RecordEdit(record, at: now, identifiers: identifiers)
      let unexplained = child.apply(&edit)
      identifiers = edit.identifiers
      let changes = edit.changes(because: author.through)
      report.explain(unexplained, of: child.id)
      if changes.isEmpty {
        if held != nil { report.unchangedChildren += 1 }
        continue
      }
      report.count(changes)
      if held == nil { report.newChildren += 1 } else { report.changedChildren += 1 }
      commits.append(
        Commit(
          by: author, at: now, origin: .received, importStep: run.map { ImportStep(run: $0) },
          changes))
    }
    return commits
  }

  /// Says why a child's changes were not kept; the file still has them.
  func report(_ refused: CommitRefused, of commit: Commit, in report: inout IntakeReport) {
    let subject = commit.changes.first?.subjects.first
    let child = subjects.first { $0.value == subject }?.key ?? subject?.id.text ?? ""
    let reason =
      switch refused {
      case .conflict: "somebody changed this child's record while it was being imported"
      case .notAllowed(_, let why): why
      case .problems(_, let kind, let problems):
        "\(kind): \(problems.map(\.message).joined(separator: " "))"
      }
    let refusal = Refusal(
      .row, file: "child \(child)", reason: reason,
      remedy: "Mend the child's rows in the files of what was refused, and import those.")
    report.refusals.append(refusal)
    report.refusedChildren[child] = refusal
  }
}
