public import Returns

/// One child protection plan and its reviews.
public struct CINProtectionPlan: Sendable, Hashable {
  public var row = Row<ChildProtectionPlanColumn>()
  /// The dates of the reviews, as text.
  public var reviews: [ReceivedText] = []

  public init() {}
}
