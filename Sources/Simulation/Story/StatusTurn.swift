import CivilTime

/// A legal status, from the day on which it began.
struct StatusTurn {
  let status: String
  let from: Day
}
