public import Returns

/// One assessment and the factors found in it.
public struct CINAssessment: Sendable, Hashable {
  public var row = Row<AssessmentColumn>()
  public var factors: [ReceivedText] = []

  public init() {}
}
