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
}
