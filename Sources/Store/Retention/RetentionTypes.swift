public import CareRecord
public import CivilTime
public import Retention

/// What an authority decided on a schedule, and when.
public struct ScheduleChoice: Hashable, Sendable {
  /// From 1, within an authority.
  public let number: Int64
  public let at: Instant
  /// The user name of whoever wrote it down.
  public let person: String
  public let schedule: RetentionSchedule.Reason
  /// Nil where the authority goes by the schedule no longer.
  public let years: Int?
  /// Who decided, and where that stands.
  public let reason: String
}

extension AdoptedSchedules {
  /// What counts after all these choices, the first one first.
  public init(history: [ScheduleChoice]) {
    var last: [RetentionSchedule.Reason: Int?] = [:]
    for choice in history { last[choice.schedule] = .some(choice.years) }
    self.init(
      choices: last.compactMap { reason, years in
        years.map { AdoptedSchedules.Choice(reason, years: $0) }
      })
  }
}

/// What must not be destroyed, whatever any schedule says, until somebody lifts it.
public struct LegalHold: Hashable, Sendable {
  public enum Scope: Hashable, Sendable {
    case record(SubjectID)
    /// Every record of one sort, for example of all looked-after children.
    case sort(RetentionSchedule.Reason)
    case every
  }

  public struct Lift: Hashable, Sendable {
    public let at: Instant
    public let person: String
    public let reason: String
  }

  /// From 1, within an authority.
  public let number: Int64
  public let at: Instant
  public let person: String
  public let scope: Scope
  public let reason: String
  public let lift: Lift?

  /// Whether it is about a record that is kept for these reasons.
  func isAbout(_ record: SubjectID, keptFor reasons: [RetentionSchedule.Reason]) -> Bool {
    switch scope {
    case .record(let held): held == record
    case .sort(let reason): reasons.contains(reason)
    case .every: true
    }
  }
}

/// One step of a review of a record that is due.
public struct RetentionDecision: Hashable, Sendable {
  public enum Step: String, Sendable {
    /// To destroy it.
    case propose
    /// A second person agrees.
    case approve
    /// A second person does not, and the proposal falls.
    case decline = "return"
    /// To keep it until a day.
    case keep
  }

  /// From 1, within an authority.
  public let number: Int64
  public let at: Instant
  public let person: String
  public let step: Step
  public let reason: String
  /// How far the record's chain reached: another number means that somebody wrote in it since.
  let sequence: Int64
  /// From which day, and by which schedule, the record might be destroyed; nil for `keep`.
  public let due: Day?
  public let schedule: RetentionSchedule.Reason?
  /// Until when it is kept; nil for all but `keep`.
  public let until: Day?
}

/// A record on the review list.
public struct RetentionLine: Hashable, Sendable {
  public let child: ChildHeadline
  /// The day on and after which it may be destroyed.
  public let due: Day
  public let schedule: RetentionSchedule
  /// The day from which the period runs; nil where only a death sets the end.
  public let countsFrom: Day?
  public let holds: [LegalHold]
  public let state: RetentionState
}

/// How far the review of a record has come.
public enum RetentionState: Hashable, Sendable {
  case open
  case proposed(RetentionDecision)
  case approved(RetentionDecision, by: RetentionDecision)
  /// A proposal that counts no longer, and why.
  case void(RetentionDecision, [String])
  /// Kept until a day, whatever the schedule says.
  case kept(RetentionDecision)
}

/// A part of the review list.
public struct RetentionListPage: Sendable {
  /// The earliest day first.
  public let lines: [RetentionLine]
  public let total: Int
  /// How many records fall under schedules that the authority has not adopted.
  public let notAdopted: [RetentionSchedule.Reason: Int]
  /// How many closed records do not say from when their period runs.
  public let undated: Int
}

/// All that somebody needs who decides about a record.
public struct RetentionReview: Sendable {
  public let child: ChildHeadline
  public let retention: Retention
  public let grounds: RetentionGrounds
  public let schedules: AdoptedSchedules
  public let holds: [LegalHold]
  public let state: RetentionState
  /// Every step so far, the first one first.
  public let decisions: [RetentionDecision]
  public let extent: DestructionExtent
  /// The identifiers by which files name the child, for whoever searches files.
  public let identifiers: [PersonIdentifier]
}

/// What destroying a record would do: counts, nothing that was written.
public struct DestructionExtent: Hashable, Sendable {
  /// How many facts of each kind go, by the name of the kind.
  public internal(set) var going: [String: Int] = [:]
  /// How many facts of each kind stay, because they also stand in the records of others.
  public internal(set) var staying: [String: Int] = [:]
  /// The families and grown-ups of no other child's record, which go too.
  public internal(set) var families = 0
  public internal(set) var adults = 0
  public internal(set) var bodies = 0
  public internal(set) var shared = 0
  public internal(set) var reasons = 0
  /// Drafts about this child alone, which go, and drafts about others too, which stay.
  public internal(set) var draftsGoing = 0
  public internal(set) var draftsStaying = 0
  public internal(set) var reads = 0
  public internal(set) var readsUntil: Day?
  public internal(set) var coversFrom: Day?
  public internal(set) var coversTo: Day?
}

/// A file as received that holds rows of a child, and what is to become of it.
public struct KeptFileChange: Sendable {
  public let submission: Int64
  public let number: Int
  public let rows: Int
  /// The file as it was read.
  public let before: [UInt8]
  /// The file without the child's rows, or why it stays as it is.
  public let after: Result<[UInt8], Reason>

  public struct Reason: Error, Hashable, Sendable {
    public let words: String
    public init(_ words: String) { self.words = words }
  }

  public init(
    submission: Int64, number: Int, rows: Int, before: [UInt8], after: Result<[UInt8], Reason>
  ) {
    self.submission = submission
    self.number = number
    self.rows = rows
    self.before = before
    self.after = after
  }
}

/// A copy of the database that was made, and whether it is gone.
public struct BackupNote: Hashable, Sendable {
  public struct Gone: Hashable, Sendable {
    public let at: Instant
    public let person: String
    public let reason: String
  }

  /// From 1, within an authority.
  public let number: Int64
  public let at: Instant
  /// Where it was written to.
  public let place: String
  public let release: String
  public let gone: Gone?
}

/// Why a step of a review, or a destruction, was not taken, in words for people; nothing was changed.
public struct RetentionRefused: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String
  public init(_ description: String) { self.description = description }
}
