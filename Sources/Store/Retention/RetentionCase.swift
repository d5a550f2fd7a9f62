import CareRecord
import CivilTime
import Retention

/// How one record stands to schedules, holds and decisions, within one transaction.
struct RetentionCase {
  let subject: Subject
  let head: RecordHead
  let record: ChildRecord
  let retention: Retention
  let grounds: RetentionGrounds
  let schedules: AdoptedSchedules
  /// Those that stand and are about it, the latest first.
  let holds: [LegalHold]
  let decisions: [RetentionDecision]
  let state: RetentionState

  /// - Parameter head: the end of the record's chain
  init(
    _ subject: Subject, _ head: RecordHead, with reader: RecordReader, on today: Day,
    workingDays: WorkingDayCalendar
  ) throws {
    let table = RetentionTable(database: reader.database, authority: reader.layout.authority)
    self.subject = subject
    self.head = head
    record = try reader.record(subject, factKinds: head.factKinds)
    grounds = record.retentionGrounds(on: today, workingDays: workingDays)
    schedules = try table.adopted()
    retention = Retention(grounds, by: schedules)
    let reasons = grounds.grounds.map(\.reason)
    let about = try table.holds().filter { $0.isAbout(subject.id, keptFor: reasons) }
    holds = about.filter { $0.lift == nil }
    decisions = try table.decisions(about: subject.id)
    state = RetentionState(
      decisions, sequence: head.sequence, retention: retention, holds: about, today: today)
  }

  /// Why nothing may be proposed, approved or destroyed now; nil where it may.
  func obstacle(on today: Day) -> String? {
    if let hold = holds.first {
      return "Legal hold \(hold.number) keeps this record. Nothing is destroyed while it stands."
    }
    switch retention {
    case .open: return "The record is open, so it is kept."
    case .undecided(let why):
      return "It is not known until when this record must be kept. " + why.joined(separator: " ")
    case .until(let day, _):
      if today < day { return "The record must be kept until \(day.spoken)." }
    }
    if case .kept(let decision) = state, let until = decision.until {
      return "It was decided to keep this record until \(until.spoken)."
    }
    return nil
  }

  /// The proposal that counts, whatever number was seen.
  func proposal(_ number: Int64) throws -> RetentionDecision {
    switch state {
    case .proposed(let proposal) where proposal.number == number: return proposal
    case .void(_, let why):
      throw RetentionRefused("The proposal counts no longer. " + why.joined(separator: " "))
    case .approved: throw RetentionRefused("Somebody has approved this already.")
    default:
      throw RetentionRefused("There is no such proposal any more. Look at the record again.")
    }
  }

  /// Refuses words by which the child could be told once everything else is gone.
  func check(_ reason: String) throws {
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw RetentionRefused("Say why.")
    }
    // A name is written with a capital; `may` and `will` are words as well.
    let words = Set(
      reason.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "’" && $0 != "'" }
        .filter { $0.first.map { $0.isUppercase || $0.isNumber } ?? false }
        .flatMap { NameWords.indexed(String($0)) })
    let names = Set(record.nameWords.filter { $0.count > 1 })
    let numbers = Set(record[PersonIdentifier.self].flatMap { NameWords.indexed($0.value) })
    guard words.isDisjoint(with: names.union(numbers)) else {
      throw RetentionRefused(
        "Leave out the child’s name and numbers: what you write here is kept after the record is gone."
      )
    }
  }
}

extension RetentionState {
  /// - Parameter holds: all that are or were about the record
  init(
    _ decisions: [RetentionDecision], sequence: Int64, retention: Retention, holds: [LegalHold],
    today: Day
  ) {
    var proposal: RetentionDecision?
    var approval: RetentionDecision?
    var kept: RetentionDecision?
    for decision in decisions {
      switch decision.step {
      case .propose: (proposal, approval) = (decision, nil)
      case .approve: approval = decision
      case .decline: (proposal, approval) = (nil, nil)
      case .keep: (proposal, approval, kept) = (nil, nil, decision)
      }
    }
    guard let proposal else {
      if let kept, let until = kept.until, today < until {
        self = .kept(kept)
      } else {
        self = .open
      }
      return
    }
    var why: [String] = []
    if proposal.sequence != sequence { why.append("The record was changed after it was proposed.") }
    if case .until(let due, let schedule) = retention, due == proposal.due,
      schedule == proposal.schedule
    {
    } else {
      why.append("The day from which it may be destroyed, or its schedule, is another now.")
    }
    if holds.contains(where: { $0.at >= proposal.at }) {
      why.append("A legal hold was placed after it was proposed.")
    }
    if !why.isEmpty {
      self = .void(proposal, why)
    } else if let approval {
      self = .approved(proposal, by: approval)
    } else {
      self = .proposed(proposal)
    }
  }
}
