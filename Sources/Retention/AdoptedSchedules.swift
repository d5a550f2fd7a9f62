/// The schedules that an authority goes by: the statutory ones always, the others as it has adopted
/// them.
public struct AdoptedSchedules: Hashable, Sendable {
  /// A period that an authority decided on.
  public struct Choice: Hashable, Sendable {
    public let reason: RetentionSchedule.Reason
    public let years: Int

    public init(_ reason: RetentionSchedule.Reason, years: Int) {
      self.reason = reason
      self.years = years
    }
  }

  private let inForce: [RetentionSchedule.Reason: RetentionSchedule]

  /// A statutory period is a minimum: a choice may make it longer, never shorter.
  public init(choices: [Choice] = []) {
    var inForce: [RetentionSchedule.Reason: RetentionSchedule] = [:]
    for schedule in RetentionSchedule.proposed {
      let choice = choices.last { $0.reason == schedule.reason && $0.years > 0 }
      guard schedule.isStatutory || choice != nil else { continue }
      var own = schedule
      if let choice {
        own.years = schedule.isStatutory ? max(schedule.years, choice.years) : choice.years
      }
      inForce[schedule.reason] = own
    }
    self.inForce = inForce
  }

  /// Nil where the authority has not decided.
  public subscript(reason: RetentionSchedule.Reason) -> RetentionSchedule? { inForce[reason] }
}
