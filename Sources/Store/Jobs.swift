public import CivilTime

/// Long work that people ask for and need not wait for: one after the other within an authority, and
/// begun again where it was cut off.
public protocol JobStore: Sendable {
  /// Puts a job at the end of the line.
  func addJob(_ work: String, of what: String, by user: String, at: Instant) async throws -> Job
  /// The jobs asked for last, the latest first.
  func jobs(limit: Int) async throws -> [Job]
  /// Of some sorts of work alone: those that have not ended, and so many that ended last; the latest first.
  func jobs(of works: [String], ended limit: Int) async throws -> [Job]
  /// How many jobs that have not ended were asked for before this one.
  func jobsWaiting(before number: Int64) async throws -> Int
  func job(_ number: Int64) async throws -> Job?

  /// The job whose turn it is, handed to one worker; nil where none waits, or another worker is at
  /// one.
  ///
  /// A worker that has given no sign of life for `Job.patience` is taken to be gone, and its job is
  /// handed out again.
  func takeJob(by worker: String, at: Instant) async throws -> Job?
  /// A sign of life, and how far the job is.
  /// - Returns: false where the job is no longer this worker's, who must then leave it.
  func advanceJob(
    _ number: Int64, by worker: String, done: Int, total: Int, at: Instant
  ) async throws -> Bool
  /// Keeps what came of it; does nothing where the job is no longer this worker's.
  func endJob(
    _ number: Int64, by worker: String, _ end: JobEnd, at: Instant
  ) async throws
  /// Hands back what a worker was at, so that the next one begins with it.
  func leaveJobs(of worker: String) async throws
  /// Takes a job out of the line that nobody has begun.
  /// - Returns: false where it was begun, or has ended.
  func cancelJob(_ number: Int64, by user: String, at: Instant) async throws -> Bool

  /// The files that a job made; none after `Job.keepsFiles`.
  func jobFiles(_ number: Int64) async throws -> [JobFile]
  /// Throws away the files of jobs that ended before.
  func forgetJobFiles(endedBefore: Instant) async throws
}

/// A piece of long work, and how it stands.
public struct Job: Hashable, Sendable {
  /// Milliseconds after which a silent worker is taken to be gone.
  public static let patience: Int64 = 60_000
  /// Milliseconds for which the files that a job made can be fetched: they hold children's data, and
  /// can be made again.
  public static let keepsFiles: Int64 = 7 * 86_400_000

  /// Counts from 1 within an authority.
  public let number: Int64
  /// What sort of work.
  public let work: String
  /// What exactly is to be done, as the sort of work writes it.
  public let what: String
  /// The user name of whoever asked.
  public let user: String
  public let asked: Instant
  /// When it was first begun.
  public let started: Instant?
  public let done: Int
  /// 0 where nobody knows yet how much it is.
  public let total: Int
  public let ended: Instant?
  public let outcome: JobOutcome?
  /// What came of it, for people.
  public let words: String

  public init(
    number: Int64, work: String, what: String, user: String, asked: Instant,
    started: Instant? = nil, done: Int = 0, total: Int = 0, ended: Instant? = nil,
    outcome: JobOutcome? = nil, words: String = ""
  ) {
    self.number = number
    self.work = work
    self.what = what
    self.user = user
    self.asked = asked
    self.started = started
    self.done = done
    self.total = total
    self.ended = ended
    self.outcome = outcome
    self.words = words
  }
}

public enum JobOutcome: String, Sendable {
  case done
  case failed
  case cancelled
}

/// What came of a job.
public struct JobEnd: Sendable {
  public let outcome: JobOutcome
  public let words: String
  public let files: [JobFile]

  public init(_ outcome: JobOutcome, _ words: String, files: [JobFile] = []) {
    self.outcome = outcome
    self.words = words
    self.files = files
  }
}

/// A file that a job made.
public struct JobFile: Hashable, Sendable {
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
