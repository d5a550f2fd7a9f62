public import Access
public import CareRecord
public import CivilTime
public import Retention

/// Until when records are kept, and their destruction.
///
/// Every call that is refused throws `RetentionRefused` or `ReadRefused`, and nothing was changed.
public protocol RetentionStore: Sendable {
  // MARK: Schedules

  /// What the authority decided, the first decision first.
  func scheduleHistory() async throws -> [ScheduleChoice]
  /// - Parameters:
  ///   - years: nil where the authority goes by the schedule no longer
  ///   - reason: who decided, and where that stands
  func adopt(
    _ schedule: RetentionSchedule.Reason, years: Int?, because reason: String, by person: Person
  ) async throws

  // MARK: Legal holds

  /// All that were ever placed, the latest first.
  func legalHolds() async throws -> [LegalHold]
  @discardableResult
  func placeHold(
    _ scope: LegalHold.Scope, because reason: String, by person: Person
  ) async throws -> LegalHold
  func liftHold(_ number: Int64, because reason: String, by person: Person) async throws

  // MARK: Reviews

  /// The records that the person may see and that are due by a day.
  func retentionList(
    dueBy day: Day, offset: Int, limit: Int, for reading: Reading
  ) async throws -> RetentionListPage
  /// One record, for whoever decides about it; logged as a read of it.
  func retentionReview(of subject: Subject, for reading: Reading) async throws -> RetentionReview
  func propose(_ subject: Subject, because reason: String, for reading: Reading) async throws
  /// Agrees to the proposal that the person has seen.
  func approve(
    _ subject: Subject, proposal: Int64, because reason: String, for reading: Reading
  ) async throws
  func decline(
    _ subject: Subject, proposal: Int64, because reason: String, for reading: Reading
  ) async throws
  func keep(
    _ subject: Subject, until day: Day, because reason: String, for reading: Reading
  ) async throws

  // MARK: Destruction

  /// Destroys a record that two people have agreed on, all of it or nothing.
  /// - Parameter files: the kept files that hold rows of it, as they are now
  func destroy(
    _ subject: Subject, files: [KeptFileChange], for reading: Reading
  ) async throws -> Tombstone
  /// The first one first.
  func tombstones() async throws -> [Tombstone]
  func tombstone(_ number: Int64) async throws -> Tombstone?

  // MARK: Backups

  /// The latest first.
  func backupNotes() async throws -> [BackupNote]
  /// Whether the database server keeps an archive and old pages of its own.
  var keepsArchive: Bool { get }
  func noteBackupGone(_ number: Int64, because reason: String, by person: Person) async throws
}
