public import CareRecord

/// What the authority wants to have achieved, by which three things, and who it needs around it.
public struct Priorities: LearningBody {
  /// An authority has one page of priorities, under this identifier.
  public static let id = LearningID(raw: 1)

  /// What we want to have achieved.
  public var achieved: String
  /// By when: "by March 2028".
  public var byWhen: String
  /// Three at most; empty where there is none yet.
  public var things: [String]
  /// Who we need around us.
  public var around: String

  public static let thingCount = 3

  public init(
    achieved: String = "", byWhen: String = "", things: [String] = [], around: String = ""
  ) {
    self.achieved = achieved
    self.byWhen = byWhen
    self.things = Array(things.prefix(Priorities.thingCount))
    self.around = around
  }

  var title: String { "Our priorities" }
  var lines: [LearningLine] {
    [
      LearningLine("What we want to have achieved", achieved),
      LearningLine("By when", byWhen),
    ]
      + things.enumerated().map { LearningLine("Thing \($0 + 1)", $1) }
      + [LearningLine("Who we need around us", around)]
  }
}
