import CivilTime

/// What is to happen to a family, decided before any of it is written down.
///
/// Days may lie after the last day of the simulation: what has not happened yet is not told.
struct FamilyOutline {
  /// A child who came to England alone: no family here.
  var isUnaccompanied = false
  var children: [ChildOutline] = []

  /// The first day on which the authority heard of anybody in the family.
  var firstReferral: Day {
    children.compactMap(\.cases.first?.referred).min() ?? .unset
  }
}

struct ChildOutline {
  var birth: Day
  var isFemale: Bool
  var isDisabled: Bool
  var cases: [CaseOutline] = []
  /// Nothing is heard of a child under this identity after it: adoption, death.
  var end: Day?

  init(birth: Day, isFemale: Bool, isDisabled: Bool) {
    self.birth = birth
    self.isFemale = isFemale
    self.isDisabled = isDisabled
  }

  var eighteenth: Day { birth.adding(years: 18) }
}

/// One referral of a child and what came of it.
struct CaseOutline {
  let referred: Day
  let source: String
  var need: String
  var isNoFurtherAction = false
  /// The day on which a manager agreed the assessment, which starts with the referral.
  var assessed: Day?
  var enquiry: EnquiryOutline?
  var protection: Stretch?
  /// Child in need plans, the earlier first; never at the same time as a protection plan.
  var plans: [Stretch] = []
  var cares: [CareOutline] = []
  /// Short breaks of a disabled child.
  var shortBreaks: Stretch?
  /// Since when the young person has been a care leaver.
  var leaver: Day?
  var closed: Day
  var closure = "RC7"

  init(referred: Day, source: String, need: String) {
    self.referred = referred
    self.source = source
    self.need = need
    closed = referred
  }
}

struct EnquiryOutline {
  var started: Day
  var conference: Day?
}

/// From a day to the day it ended.
struct Stretch: Hashable {
  var from: Day
  var to: Day

  func contains(_ day: Day) -> Bool { from <= day && day < to }
}

/// A period of care: its ends, and the road that it takes.
struct CareOutline {
  var from: Day
  var to: Day
  var firstStatus: String
  var reason: String
  var adoption: AdoptionOutline?
  /// It ends while the first legal status lasts, as after a night in police protection.
  var endsInFirstStatus = false
}

/// The steps of an adoption, or of a plan for one that was given up.
struct AdoptionOutline {
  var decided: Day
  var ordered: Day
  var matched: Day
  var placed: Day
  var withFosterCarers: Bool
  /// The day on which the plan was given up; matched and placed mean nothing then.
  var reversed: Day?
}
