import CivilTime

/// A placement from the day of the move to the day of the next.
struct PlacementTurn {
  var type: String
  var provider: String?
  var from: Day
  var to: Day
  var sameCarer: Bool
  var reasonEnded: String?
  var postcode: String
  var urn: String
}
