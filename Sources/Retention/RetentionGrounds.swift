public import CivilTime

/// What decides until when a record is kept, as far as the record itself tells; no decision of an
/// authority is in it, so that it stays true when schedules change.
public struct RetentionGrounds: Hashable, Sendable {
  /// One reason to keep a record.
  public struct Ground: Hashable, Sendable {
    public let reason: RetentionSchedule.Reason
    /// The day from which the period runs; nil where the record does not say.
    public let countsFrom: Day?
    /// The day after the last one on which it is kept where the child died before 18 and a statute
    /// counts from that death.
    public let endsByDeath: Day?

    public init(reason: RetentionSchedule.Reason, countsFrom: Day?, endsByDeath: Day? = nil) {
      self.reason = reason
      self.countsFrom = countsFrom
      self.endsByDeath = endsByDeath
    }

    /// The day after the last one on which a schedule keeps the record; nil where that is not known.
    public func end(by schedule: RetentionSchedule) -> Day? {
      endsByDeath ?? countsFrom?.adding(years: schedule.years)
    }
  }

  /// Whether somebody works with the child, or the record says that somebody does.
  public let isOpen: Bool
  /// The weightiest first.
  public let grounds: [Ground]

  /// The first later day on which the record is open where it was not, or the other way round; nil
  /// where the passing of days changes nothing.
  public let validUntil: Day?

  public init(isOpen: Bool, grounds: [Ground], validUntil: Day? = nil) {
    self.isOpen = isOpen
    self.grounds = grounds
    self.validUntil = validUntil
  }
}
