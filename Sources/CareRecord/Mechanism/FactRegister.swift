/// Every kind of fact that Kith holds.
///
/// A new kind is one file and one line here.
public enum FactRegister {
  public static let kinds: [any Fact.Type] = [
    // Who the child is
    PersonIdentity.self,
    PersonIdentifier.self,
    Address.self,
    Disability.self,
    Motherhood.self,
    FamilyMember.self,
    RecordAlert.self,
    // Help and assessment
    Referral.self,
    SocialCareEpisode.self,
    ChildAndFamilyAssessment.self,
    FamilyPlan.self,
    // Protection
    Section47Enquiry.self,
    InitialConference.self,
    ChildProtectionPlan.self,
    ReviewConference.self,
    PreProceedings.self,
    FamilyGroupDecisionMaking.self,
    // Care
    CarePeriod.self,
    LegalStatusSpan.self,
    Placement.self,
    LookedAfterReview.self,
    ReportedHealth.self,
    StrengthsAndDifficultiesScore.self,
    ReportedConviction.self,
    ReportedSubstanceMisuse.self,
    MissingEpisode.self,
    UnaccompaniedStatus.self,
    DeprivationOfLiberty.self,
    // Permanence and leaving care
    PreviousPermanence.self,
    AdoptionDecision.self,
    Adoption.self,
    CareLeaverContact.self,
    // Work with the family
    Allocation.self,
    Visit.self,
    ChildAtVisit.self,
    CaseNote.self,
    // What a return said that the facts do not
    ReceivedRow.self,
  ]

  /// The kind with this name; nil for one that this version does not know.
  public static func kind(named name: String) -> (any Fact.Type)? { byName[name] }

  /// What is known of the fields of a kind, in the order of its cells; put together once.
  public static func fields(of kind: any Fact.Type) -> [FieldDescription] {
    described[ObjectIdentifier(kind)] ?? describe(kind)
  }

  private static func describe<F: Fact>(_ kind: F.Type) -> [FieldDescription] {
    F.fields.map(\.about)
  }

  private static let described = Dictionary(
    uniqueKeysWithValues: kinds.map { (ObjectIdentifier($0), describe($0)) })

  private static let byName = Dictionary(
    uniqueKeysWithValues: kinds.map { ($0.kind.name, $0) })
}
