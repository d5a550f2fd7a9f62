import CivilTime
import Foundation
import Published

/// What goes to other authorities: approved insights and nothing else.
public struct SharedInsights: Sendable {
  public struct Entry: Hashable, Sendable {
    public let insight: SharedInsight
    public let approval: SharedInsight.Approval
  }

  /// The latest approval first.
  public let entries: [Entry]

  /// Chooses what may go out among everything that there is.
  ///
  /// - Parameter versions: the items as they stand
  public init(_ versions: [LearningVersion]) {
    entries = versions.compactMap { version -> Entry? in
      guard version.withdrawn == nil, case .insight(let insight) = version.item,
        let approval = insight.approval
      else { return nil }
      return Entry(insight: insight, approval: approval)
    }.sorted { ($1.approval.on, $0.insight.title) < ($0.approval.on, $1.insight.title) }
  }

  private struct File: Encodable {
    let format = "kith-shared-insights-1"
    let authority: String
    let insights: [Line]
  }

  private struct Line: Encodable {
    let title: String
    let under: String
    let underInWords: String
    let summary: String
    let audience: String
    let approvedOn: String
  }

  /// The file for another authority's system.
  ///
  /// - Parameter authority: its name, as others know it
  public func json(from authority: String) throws -> [UInt8] {
    let file = File(
      authority: authority,
      insights: entries.map {
        Line(
          title: $0.insight.title, under: $0.insight.under.rawValue,
          underInWords: $0.insight.under.title, summary: $0.insight.summary,
          audience: $0.insight.audience, approvedOn: $0.approval.on.iso)
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(file)) + [UInt8(ascii: "\n")]
  }
}
