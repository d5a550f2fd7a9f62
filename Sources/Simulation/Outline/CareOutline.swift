import CivilTime

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
