public import CivilTime
public import Published

/// What one authority would like others to know: the only thing that ever leaves it.
///
/// It says everything itself and quotes no finding and no session, so that approving its words is
/// approving all that goes out.
public struct SharedInsight: LearningBody {
  public struct Approval: Hashable, Codable, Sendable {
    public let on: Day
    /// A user name.
    public let by: String

    public init(on: Day, by: String) {
      self.on = on
      self.by = by
    }
  }

  public var title: String
  public var under: Indicator.Outcome
  /// What we learnt, and what we would do again.
  public var summary: String
  /// For whom it is meant: "The regional network of principal social workers".
  public var audience: String
  /// Nil until the principal social worker has approved exactly these words.
  public var approval: Approval?

  public init(
    title: String, under: Indicator.Outcome, summary: String, audience: String,
    approval: Approval? = nil
  ) {
    self.title = title
    self.under = under
    self.summary = summary
    self.audience = audience
    self.approval = approval
  }

  /// The words, without who approved them.
  public var words: SharedInsight {
    var words = self
    words.approval = nil
    return words
  }

  var lines: [LearningLine] {
    [
      LearningLine("In a few words", title),
      LearningLine("Outcome or enabler", under.title, .chosen),
      LearningLine("What we learnt", summary),
      LearningLine("For whom", audience),
      LearningLine("Approved", approval?.on.spoken ?? "", .chosen),
    ]
  }
}
