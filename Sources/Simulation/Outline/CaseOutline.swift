import CivilTime

/// One referral of a child and what came of it.
struct CaseOutline {
  let referred: Day
  var source: String
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
