public import CareRecord

/// What an emergency pack is made from: the open cases, whole but for what people wrote, and who
/// belongs to their families.
public struct EmergencyRecords: Sendable {
  /// Children with a status other than closed, in the order of identifiers.
  public var children: [ChildRecord] = []
  /// The places in each family, by the family.
  public var families: [SubjectID: [FamilyMember]] = [:]
  /// Who the members of families are, as far as it is known.
  public var people: [SubjectID: PersonIdentity] = [:]

  public init() {}
}
