import Access
public import CareRecord
public import CivilTime

/// One read of a record, a search or an export: who, when, why, what.
///
/// Source: roles and access, section 6.
public struct ReadLogEntry: Hashable, Sendable {
  public let at: Instant
  /// The user name.
  public let person: String
  /// Why they might: `allocation`, `role dataOfficer`, `reason given`; `refused` where they might not.
  public let ground: String
  /// Nil for a search, a list or an export.
  public let record: SubjectID?
  /// The page or the command.
  public let purpose: String
  /// The terms of a search, or the reason that was given.
  public let detail: String?
  /// How many records a search, a list or an export handed out.
  public let found: Int?
  /// Until when the reason in `detail` opens the record.
  let opensUntil: Instant?

  /// The ground of an entry that opened a record by a reason.
  static let opening = "opened by a reason"

  init(
    _ reading: Reading, ground: String, record: SubjectID? = nil, detail: String? = nil,
    found: Int? = nil, opensUntil: Instant? = nil
  ) {
    self.init(
      at: reading.at, person: reading.person.user, ground: ground, record: record,
      purpose: reading.purpose, detail: detail, found: found, opensUntil: opensUntil)
  }

  init(
    at: Instant, person: String, ground: String, record: SubjectID?, purpose: String,
    detail: String?, found: Int?, opensUntil: Instant? = nil
  ) {
    self.at = at
    self.person = person
    self.ground = ground
    self.record = record
    self.purpose = purpose
    self.detail = detail
    self.found = found
    self.opensUntil = opensUntil
  }
}
