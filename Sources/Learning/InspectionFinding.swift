import CivilTime
public import Published

/// A published judgement that can be taken over into the register.
public struct InspectionFinding: Hashable, Sendable {
  public enum Area: String, CaseIterable, Sendable {
    case leaders, helpAndProtection, childrenInCare, careLeavers

    public var words: String {
      switch self {
      case .leaders: "The impact of leaders on social work practice"
      case .helpAndProtection: "Children who need help and protection"
      case .childrenInCare: "Children in care"
      case .careLeavers: "Care leavers"
      }
    }

    var under: Indicator.Outcome {
      switch self {
      case .leaders: .leadership
      case .helpAndProtection: .safe
      case .childrenInCare, .careLeavers: .stableHomes
      }
    }
  }

  public let judgement: Judgement
  public let area: Area
  public let grade: Judgement.Grade

  /// The judgements of an inspection, one for each area that was graded.
  public static func all(of judgement: Judgement) -> [InspectionFinding] {
    let grades: [(Area, Judgement.Grade?)] = [
      (.leaders, judgement.leaders), (.helpAndProtection, judgement.helpAndProtection),
      (.childrenInCare, judgement.childrenInCare), (.careLeavers, judgement.careLeavers),
    ]
    return grades.compactMap { area, grade in
      grade.map { InspectionFinding(judgement: judgement, area: area, grade: $0) }
    }
  }

  /// Says in an address which it is: `2024-03-01.leaders`.
  public var reference: String { "\(judgement.published.iso).\(area.rawValue)" }

  /// The finding to begin with; whoever takes it over says more from the report.
  public var finding: LearningFinding {
    LearningFinding(
      title: "\(area.words): \(grade.words.lowercased())", source: .inspection, under: area.under,
      theme: "Inspection",
      sort: grade == .outstanding || grade == .good ? .strength : .concern,
      found: "Ofsted judged this \(grade.words.lowercased()).", on: judgement.published,
      link: judgement.report,
      howWeKnow: judgement.isReadByMachine
        ? "Read from the published report by a program; look it up." : "Ofsted’s published list.")
  }
}
