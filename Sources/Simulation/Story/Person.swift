import CareRecord
import CivilTime

/// A child while the story is told.
struct StoryChild {
  let subject: Subject
  let outline: ChildOutline
  /// Position among all children of the authority.
  let ordinal: Int
  let givenName: String
  let familyName: String
  let identity: FactID
  /// Care that was told, with its placements: visits go there.
  var cares: [StoryCare] = []
  /// Whether it was asked if there was an earlier permanence order: the return has one row a child.
  var hasToldPermanence = false

  var name: String { givenName }
}

/// A grown-up of the family.
struct StoryAdult {
  let subject: Subject
  let role: Code<FamilyRole>
  let name: String
}

/// A period of care as it was told.
struct StoryCare {
  let outline: CareOutline
  let statuses: [StatusTurn]
  let placements: [PlacementTurn]

  var stretch: Stretch { Stretch(from: outline.from, to: outline.to) }
}

struct StatusTurn {
  let status: String
  let from: Day
}

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
