/// How long records of one sort are kept, from when, and who says so.
///
/// Periods that no statute sets differ between authorities. Such a schedule is a proposal: it counts
/// only once the authority has adopted it, with its own period if it likes.
public struct RetentionSchedule: Hashable, Sendable {
  /// What makes a record one of this sort.
  public enum Reason: String, CaseIterable, Sendable {
    case lookedAfter
    case careLeaver
    case adopted
    case protectionPlan
    case childInNeed
    case contactOnly
  }

  /// The event from which the period runs.
  public enum Start: Hashable, Sendable {
    case birth
    case adoption
    /// The day on which the last piece of work with the child ended.
    case lastInvolvement
  }

  /// How well what is said here was checked.
  public enum Standing: String, Sendable {
    /// Read in the source itself.
    case verified
    /// Known from authorities' published schedules.
    case practice
    /// Not checked.
    case unverified

    public var label: String {
      switch self {
      case .verified: "Checked against its source"
      case .practice: "As other authorities do it"
      case .unverified: "Not checked"
      }
    }
  }

  public let reason: Reason
  public let title: String
  public var years: Int
  public var start: Start
  /// How many years from death a record is kept where the child died before 18; nil where that
  /// makes no difference.
  public var yearsFromDeathUnder18: Int? = nil
  public let basis: String
  public let standing: Standing
  /// Whether the law itself sets the period; all others need the authority's decision.
  public let isStatutory: Bool
}

extension RetentionSchedule {
  /// The schedules for the records that Kith holds, as they are proposed to an authority.
  ///
  /// Records of foster carers, adopters' agencies, children's homes and allegations against staff
  /// have periods of their own; their schedules come with those records.
  public static let proposed: [RetentionSchedule] = [
    RetentionSchedule(
      reason: .lookedAfter, title: "Looked after", years: 75, start: .birth,
      yearsFromDeathUnder18: 15,
      basis: "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 50",
      standing: .verified, isStatutory: true),
    RetentionSchedule(
      reason: .careLeaver, title: "Care leaver", years: 75, start: .birth,
      basis: "Authorities’ schedules, following regulation 50 for looked-after children",
      standing: .practice, isStatutory: false),
    RetentionSchedule(
      reason: .adopted, title: "Adopted", years: 100, start: .adoption,
      basis: "Disclosure of Adoption Information (Post-Commencement Adoptions) Regulations 2005, "
        + "regulation 6", standing: .verified, isStatutory: true),
    RetentionSchedule(
      reason: .protectionPlan, title: "Child protection plan", years: 25, start: .birth,
      basis: "No statute sets a period. Many authorities keep 25 years from birth, others 35 years "
        + "after the last contact.", standing: .practice, isStatutory: false),
    RetentionSchedule(
      reason: .childInNeed, title: "Child in need", years: 25, start: .birth,
      basis: "No statute sets a period. Authorities keep until 21, 25 years from birth, or 6 years "
        + "from closure.", standing: .practice, isStatutory: false),
    RetentionSchedule(
      reason: .contactOnly, title: "Contact or referral without further work", years: 6,
      start: .lastInvolvement,
      basis: "No statute sets a period. Commonly 6 years from closure.", standing: .unverified,
      isStatutory: false),
  ]
}
