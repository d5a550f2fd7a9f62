public import HTML

/// What the rules find in the files of a submission, for pages.
public struct ImportCheckView: Sendable {
  /// How often a rule found something, and before.
  public struct RuleLine: Sendable {
    public let code: String
    public let link: Link
    public let severity: FindingSeverity
    public let message: String
    public let findings: Int
    public let children: Int
    /// How many the check before it found; nil where there was none, or the rule did not run.
    public let before: Int?

    public init(
      code: String, link: Link, severity: FindingSeverity, message: String, findings: Int,
      children: Int, before: Int?
    ) {
      self.code = code
      self.link = link
      self.severity = severity
      self.message = message
      self.findings = findings
      self.children = children
      self.before = before
    }

    /// The change in a few words; nil where there is nothing to compare with.
    var change: String? {
      guard let before else { return nil }
      return switch (before, findings) {
      case (0, 1...): "New"
      case (1..., 0): "Gone, was \(grouped(before))"
      case (let before, let now) where now > before: "\(grouped(now - before)) more"
      case (let before, let now) where now < before: "\(grouped(before - now)) fewer"
      default: "The same"
      }
    }
  }

  /// A rule that did not run.
  public struct NotRun: Sendable {
    public let code: String
    public let link: Link
    public let reason: String

    public init(code: String, link: Link, reason: String) {
      self.code = code
      self.link = link
      self.reason = reason
    }
  }

  /// The forms in which the whole report can be downloaded, with the name of each in addresses.
  public static let formats = [
    ("html", "Web page"), ("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"),
  ]

  public let submission: Int64
  /// Rules that found something now or before, in the order of their codes.
  public let rules: [RuleLine]
  public let ran: Int
  public let notRun: [NotRun]
  /// What the check was made with, as sentences.
  public let taken: [String]
  /// The check that this one is compared with: "files received on 4 March 2026"; nil for none.
  public let comparedWith: String?

  public init(
    submission: Int64, rules: [RuleLine], ran: Int, notRun: [NotRun], taken: [String],
    comparedWith: String?
  ) {
    self.submission = submission
    self.rules = rules
    self.ran = ran
    self.notRun = notRun
    self.taken = taken
    self.comparedWith = comparedWith
  }

  var findings: Int { rules.reduce(0) { $0 + $1.findings } }
}
