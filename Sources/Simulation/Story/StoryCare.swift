import CivilTime

/// A period of care as it was told.
struct StoryCare {
  let outline: CareOutline
  let statuses: [StatusTurn]
  let placements: [PlacementTurn]

  var stretch: Stretch { Stretch(from: outline.from, to: outline.to) }
}
