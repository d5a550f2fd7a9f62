import CivilTime

/// A child, and every case that is to be opened of them.
struct ChildOutline {
  var birth: Day
  var isFemale: Bool
  var isDisabled: Bool
  var cases: [CaseOutline] = []
  /// Nothing is heard of a child under this identity after it: adoption, death.
  var end: Day?

  init(birth: Day, isFemale: Bool, isDisabled: Bool) {
    self.birth = birth
    self.isFemale = isFemale
    self.isDisabled = isDisabled
  }

  var eighteenth: Day { birth.adding(years: 18) }
}
