import CareRecord

/// A grown-up of the family.
struct StoryAdult {
  let subject: Subject
  let role: Code<FamilyRole>
  let name: String
}
