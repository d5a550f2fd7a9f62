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
