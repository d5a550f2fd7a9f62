public import CivilTime
public import Published

/// Something that was found about practice: what goes wrong, or what goes right.
public struct LearningFinding: LearningBody {
  /// Where it comes from.
  public enum Source: String, CaseIterable, Codable, Sendable {
    case inspection, rapidReview, practiceReview, audit, complaint, compliment, familyFeedback
    case practitionerFeedback

    public var words: String {
      switch self {
      case .inspection: "Inspection"
      case .rapidReview: "Rapid review"
      case .practiceReview: "Child safeguarding practice review"
      case .audit: "Audit"
      case .complaint: "Complaint"
      case .compliment: "Compliment"
      case .familyFeedback: "Feedback from children or families"
      case .practitionerFeedback: "Feedback from practitioners"
      }
    }
  }

  public enum Sort: String, CaseIterable, Codable, Sendable {
    case strength, concern

    public var words: String { self == .strength ? "Strength" : "Concern" }
  }

  public var title: String
  public var source: Source
  /// The outcome or enabler of the National Framework that it is about.
  public var under: Indicator.Outcome
  /// What findings are gathered by: "Supervision", "Voice of the child".
  public var theme: String
  public var sort: Sort
  /// What was found, in words.
  public var found: String
  /// The day it was found, or its report published.
  public var on: Day
  /// The address of the report, if there is one.
  public var link: String
  /// Where: a team, a service, everywhere.
  public var place: String
  /// How we know.
  public var howWeKnow: String
  /// Of a strength: who else is trying it.
  public var whoIsTryingIt: String

  public init(
    title: String, source: Source, under: Indicator.Outcome, theme: String, sort: Sort,
    found: String, on: Day, link: String = "", place: String = "", howWeKnow: String = "",
    whoIsTryingIt: String = ""
  ) {
    self.title = title
    self.source = source
    self.under = under
    self.theme = theme
    self.sort = sort
    self.found = found
    self.on = on
    self.link = link
    self.place = place
    self.howWeKnow = howWeKnow
    self.whoIsTryingIt = whoIsTryingIt
  }

  var lines: [LearningLine] {
    [
      LearningLine("In a few words", title),
      LearningLine("Strength or concern", sort.words, .chosen),
      LearningLine("Source", source.words, .chosen),
      LearningLine("Outcome or enabler", under.title, .chosen),
      LearningLine("Theme", theme),
      LearningLine("What was found", found),
      LearningLine("Date", on.spoken, .chosen),
      LearningLine("Where", place),
      LearningLine("How we know", howWeKnow),
      LearningLine("Who is trying it", whoIsTryingIt),
      LearningLine("Link", link, .chosen),
    ]
  }
}
