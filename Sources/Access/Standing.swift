import CareRecord
public import CivilTime

/// How a person stands to one record: all that the policy needs to know about the two.
public struct Standing: Hashable, Sendable {
  /// The allocations of the record, past and present.
  public var allocations: [AllocationStanding]
  /// Until when a reason that the person gave opens the record; nil without one.
  public var openedByReasonUntil: Instant?
  /// Whether the record belongs to the person's own authority.
  public var sameAuthority: Bool
  /// Whether anything was ever written in the record.
  public var exists: Bool

  public init(
    allocations: [AllocationStanding] = [], openedByReasonUntil: Instant? = nil,
    sameAuthority: Bool = true, exists: Bool = true
  ) {
    self.allocations = allocations
    self.openedByReasonUntil = openedByReasonUntil
    self.sameAuthority = sameAuthority
    self.exists = exists
  }
}

/// One allocation, as far as access depends on it.
public struct AllocationStanding: Hashable, Sendable {
  /// The worker's number, or the user name where there is none (`Person.worker`).
  public let worker: String
  public let team: String
  public let from: Day
  public let to: Day?

  public init(worker: String, team: String, from: Day, to: Day?) {
    self.worker = worker
    self.team = team
    self.from = from
    self.to = to
  }
}
