public import Returns

/// One referral or episode of need, with what happened in it.
public struct CINDetails: Sendable, Hashable {
  public var row = Row<CINDetailsColumn>()
  public var assessments: [CINAssessment] = []
  public var plans: [Row<CINPlanDatesColumn>] = []
  public var enquiries: [Row<Section47Column>] = []
  public var protectionPlans: [CINProtectionPlan] = []
  public var preProceedings: [Row<PreProceedingsColumn>] = []

  public init() {}
}
