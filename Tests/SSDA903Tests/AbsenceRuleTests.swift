import CivilTime
import Returns
import Testing

@testable import SSDA903

/// Stretches of time beside each other and beside the child’s care: the edges that go wrong.
@Suite struct AbsenceRuleTests {
  struct Edge: Sendable, CustomTestStringConvertible {
    let rule: String
    let testDescription: String
    /// Rows of an example; flagged ones are marked with `!`.
    let rows: String

    init(_ rule: String, _ description: String, _ rows: String) {
      (self.rule, testDescription, self.rows) = (rule, "\(rule): \(description)", rows)
    }
  }

  static let edges: [Edge] = [
    Edge(
      "574", "of two with the same end the one that starts first comes first",
      """
      Missing MIS_START=05/05/2025 MIS_END=10/05/2025 !
      Missing MIS_START=01/05/2025 MIS_END=10/05/2025
      """),
    Edge(
      "574", "an open one stands by its start, so that the longer one is flagged",
      """
      Missing MIS_START=01/05/2025 MIS_END=20/05/2025 !
      Missing MIS_START=05/05/2025
      """),
    Edge(
      "574", "one without any date comes last",
      """
      Missing
      Missing MIS_START=01/05/2025 MIS_END=20/05/2025
      """),
    Edge(
      "574", "rubbish is no end",
      """
      Missing MIS_START=01/05/2025 MIS_END=later
      Missing MIS_START=05/05/2025 MIS_END=06/05/2025 !
      """),
    Edge(
      "577", "episodes that touch are one period, and an episode without an end carries it on",
      """
      Missing MIS_START=01/05/2025 MIS_END=15/06/2025
      Episodes DECOM=01/05/2025
      Episodes DECOM=10/06/2025 DEC=20/06/2025
      """),
    Edge(
      "577", "a day between two periods is in neither",
      """
      Missing MIS_START=01/05/2025 MIS_END=05/06/2025 !
      Missing MIS_START=01/05/2025 MIS_END=10/06/2025
      Episodes DECOM=10/06/2025 DEC=20/06/2025
      Episodes DECOM=01/05/2025 DEC=01/06/2025
      """),
    Edge(
      "577", "an absence without an end that started before the open period is out",
      """
      Missing MIS_START=09/06/2025 !
      Missing MIS_START=10/06/2025
      Episodes DECOM=01/05/2025 DEC=01/06/2025
      Episodes DECOM=10/06/2025
      """),
    Edge(
      "577", "an episode without a start counts for nothing",
      """
      Missing MIS_START=01/05/2025 MIS_END=05/06/2025
      Episodes DECOM=31/06/2025
      """),
    Edge(
      "578", "a period ends with its last episode, though an earlier one ended later",
      """
      Missing MIS_START=15/06/2025 !
      Episodes DECOM=01/05/2025 DEC=30/06/2025
      Episodes DECOM=01/06/2025 DEC=10/06/2025
      """),
    Edge(
      "581", "any episode will do, though a later one has ended",
      """
      Missing MIS_START=15/06/2025
      Missing MIS_START=01/07/2025 !
      Episodes DECOM=01/05/2025 DEC=30/06/2025
      Episodes DECOM=01/06/2025 DEC=10/06/2025
      """),
    Edge(
      "576", "where none has a start the first in the file is flagged",
      """
      Missing !
      Missing MIS_START=nonsense
      Missing_last MIS_START=01/03/2025
      """),
    Edge(
      "632", "what is not known is taken for the earliest",
      """
      PrevPerm DATE_PERM=ZZ/ZZ/2025
      PrevPerm DATE_PERM=zz/5/2025
      PrevPerm DATE_PERM=ZZ/06/2025 !
      PrevPerm DATE_PERM=29/02/ZZZZ
      PrevPerm DATE_PERM=30/02/ZZZZ !
      PrevPerm DATE_PERM=2025 !
      Episodes DECOM=02/05/2025 !
      """),
    Edge(
      "440", "born on 29 February, four on 29 February",
      """
      Reviews DOB=29/02/2020 REVIEW=28/02/2024 REVIEW_CODE=PN0
      Reviews DOB=29/02/2020 REVIEW=29/02/2024 REVIEW_CODE=PN0 !
      Reviews DOB=unknown REVIEW=29/02/2024 REVIEW_CODE=PN0
      """),
    Edge(
      "SW08STG2", "of two that started on one day the later in the file is the last",
      """
      SWEpisodes SW_DECOM=01/05/2025 !
      SWEpisodes SW_DECOM=1/5/2025
      """),
    Edge(
      "SW08STG2", "one without a start counts as the last",
      """
      SWEpisodes SW_ID=SW1
      SWEpisodes SW_DECOM=01/05/2025 !
      """),
    Edge(
      "SW12STG2", "a social worker who came after the end of an episode does not cover it",
      """
      Episodes RNE=P REC=E4A DECOM=01/04/2025 DEC=01/05/2025 !
      SWEpisodes SW_DECOM=02/05/2025
      """),
    Edge(
      "117", "ended with a reason that is missing counts; rubbish is no end",
      """
      PlacedAdoption DATE_PLACED=01/06/2025
      Episodes DECOM=01/05/2025 DEC=rubbish
      Episodes DECOM=01/06/2025 DEC=02/05/2025 REC=X1
      """),
  ]

  @Test(arguments: edges)
  func an_edge_falls_where_it_should(_ edge: Edge) async throws {
    let rule = try #require(SSDA903RuleBook.all.last { $0.card.code == edge.rule })
    let outcome = try #require(try await rule.flags(in: edge.rows))
    #expect(outcome.flags == outcome.example.rows.map(\.isFlagged))
  }

  /// Random spans, against looking at each of them.
  @Test(arguments: 1...200)
  func a_day_lies_in_the_spans_that_hold_it(seed: Int) {
    var state = UInt64(seed)
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let origin = CellDay(Day(year: 2025, month: 4, day: 1) ?? .unset)
    let given = (0..<random(8)).map { _ -> (start: CellDay, end: CellDay) in
      let start = origin + random(40)
      return (start, random(6) == 0 ? .none : start + random(12) - 2)
    }.sorted { $0.start < $1.start }
    var spans = DaySpans()
    for span in given { spans.append(from: span.start, to: span.end) }
    for place in -2..<55 {
      let day = origin + place
      #expect(
        spans.contains(day)
          == given.contains { $0.start <= day && (day <= $0.end || !$0.end.isKnown) })
    }
    #expect(!spans.contains(.none))
  }
}
