import CivilTime

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
