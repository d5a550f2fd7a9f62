import CivilTime
public import Forecast
public import Returns
import SSDA903

/// The history that a forecast learns from, read from SSDA903 files of several years.
public struct ForecastFiles: Sendable {
  /// What was learned from; nil where no year could be made out.
  public let history: CareHistory?
  /// The collection years that the files are of, the first and the last.
  public let years: ClosedRange<CollectionYear>?
  /// Episodes read.
  public let episodeCount: Int
  /// Files and rows that could not be read, and rows that were left out for a date.
  public let refusals: [Refusal]

  /// Reads files of one year or several, in any order.
  ///
  /// - Parameter asked: the collection years that the files are of; nil to go by the days on which
  ///   episodes ended: a child who left before the first year is in no file.
  public init(_ given: ReturnFiles, years asked: ClosedRange<CollectionYear>? = nil) {
    let sorted = SortedFiles(given.files, among: [.ssda903])
    let submission = SSDA903Return(sorted.files(of: .ssda903))
    var refusals = given.refusals + sorted.refusals + submission.refusals
    var spans: [CareSpan] = []
    var ends: [CollectionYear: Int] = [:]
    for child in submission.children {
      let born = child.header.lazy.compactMap { $0.day(.DOB) }.first { $0.isSet } ?? .unset
      for row in child.episodes {
        let end = row.day(.DEC)
        // A date that is there and cannot be read is among the refusals of its table already.
        guard let start = row.day(.DECOM), row[.DEC] == nil || end != nil else {
          if row[.DECOM] == nil {
            refusals.append(
              row.refusal(
                field: .DECOM, reason: "the episode has no start",
                expected: "a date such as 04/03/2026"))
          }
          continue
        }
        if let end, ObservedYears.isLeaving(row[.REC]?.uppercased() ?? "") {
          ends[CollectionYear(containing: end), default: 0] += 1
        }
        spans.append(
          CareSpan(
            child: child.id, born: born, home: HomeKind(place: row[.PLACE] ?? ""),
            legalStatus: row[.LS]?.uppercased() ?? "", start: start, end: end,
            reasonEnded: row[.REC]?.uppercased() ?? "",
            cameFrom: District(of: row[.HOME_POST] ?? ""), lives: District(of: row[.PL_POST] ?? ""))
        )
      }
    }
    // The same episode stands open in one year's file and ended in the next one's: the end counts.
    let inOrder = spans.filter { $0.end == nil } + spans.filter { $0.end != nil }
    years = asked ?? ObservedYears(ends)?.range
    history = years.map {
      CareHistory(
        inOrder, observed: DaySpan(from: $0.lowerBound.start, to: $0.upperBound.end + 1))
    }
    episodeCount = spans.count
    self.refusals = refusals
  }
}
