import CivilTime

/// From a day to the day it ended.
struct Stretch: Hashable {
  var from: Day
  var to: Day

  func contains(_ day: Day) -> Bool { from <= day && day < to }
}
