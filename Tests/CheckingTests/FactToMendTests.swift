import CareRecord
import Checking
import CivilTime
import Returns
import SSDA903
import Testing

/// A cell of a return leads to the fact that gives it.
@Suite struct FactToMendTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let table: SSDA903Table
    let row: [String: String]
    let fields: [String]
    let kind: String?
    let fact: Int64?

    init(
      _ table: SSDA903Table, _ row: [String: String], _ fields: String, _ kind: String?,
      _ fact: Int64?
    ) {
      self.table = table
      self.row = row
      self.fields = fields.split(separator: " ").map(String.init)
      self.kind = kind
      self.fact = fact
    }

    var testDescription: String { "\(table.layout.name) \(row) \(fields)" }
  }

  private static let first = ["DECOM": "01/05/2025", "RNE": "S", "DEC": "10/06/2025", "REC": "X1"]
  private static let moved = ["DECOM": "10/06/2025", "RNE": "P", "DEC": "01/08/2025", "REC": "X1"]
  private static let ordered = ["DECOM": "01/08/2025", "RNE": "L", "DEC": "", "REC": ""]
  private static let left = ["DECOM": "01/08/2025", "RNE": "L", "DEC": "01/12/2025", "REC": "E4A"]

  static let examples: [Example] = [
    Example(.episodes, first, "LS", "legal_status", 20),
    Example(.episodes, ordered, "LS", "legal_status", 21),
    Example(.episodes, first, "PLACE", "placement", 30),
    Example(.episodes, moved, "PLACE_PROVIDER", "placement", 31),
    Example(.episodes, moved, "URN PLACE", "placement", 31),
    Example(.episodes, moved, "PL_POST", "placement", 31),
    Example(.episodes, first, "REASON_PLACE_CHANGE", "placement", 30),
    Example(.episodes, first, "PL_DISTANCE", "placement", 30),
    Example(.episodes, first, "RNE", "care_period", 10),
    Example(.episodes, first, "DECOM", "care_period", 10),
    Example(.episodes, moved, "DECOM", "placement", 31),
    Example(.episodes, ordered, "RNE", "legal_status", 21),
    Example(.episodes, first, "DEC", "placement", 30),
    Example(.episodes, moved, "DEC REC", "legal_status", 20),
    Example(.episodes, left, "DEC", "care_period", 10),
    Example(.episodes, left, "REC", "care_period", 10),
    Example(.episodes, ordered, "DEC", "care_period", 10),
    Example(.episodes, first, "CIN", "care_period", 10),
    Example(.episodes, first, "HOME_POST", "care_period", 10),
    Example(.episodes, ["DECOM": "01/05/1999"], "LS", nil, nil),
    Example(.header, [:], "DOB", "identity", 1),
    Example(.header, [:], "SEX", "identity", 1),
    Example(.header, [:], "UPN", "identifier", 3),
    Example(.header, [:], "CHILD", "identifier", 2),
    Example(.header, [:], "MOTHER", nil, nil),
    // Who the child is comes last, and whose row it is needs no mending.
    Example(.episodes, first, "CHILD", nil, nil),
    Example(.episodes, first, "CHILD DOB", "identity", 1),
    Example(.episodes, first, "CHILD DOB LS", "legal_status", 20),
    Example(.header, [:], "MC_DOB DOB", "identity", 1),
    Example(.reviews, ["REVIEW": "03/07/2025"], "REVIEW_CODE", "looked_after_review", 40),
    Example(.reviews, ["REVIEW": "04/07/2025"], "REVIEW_CODE", nil, nil),
    Example(.missing, ["MIS_START": "05/07/2025"], "MIS_END", "missing_episode", 41),
    Example(.swEpisodes, ["SW_ID": "SW123", "SW_DECOM": "01/05/2025"], "SW_DEC", "allocation", 42),
    Example(.oc2, [:], "TEETH_CHECK", "reported_health", 43),
    Example(.oc2, [:], "SDQ_SCORE", "sdq", 44),
    Example(.oc2, [:], "CONVICTED", nil, nil),
    Example(.ad1, [:], "DATE_MATCH", "adoption", 45),
    Example(.placedAdoption, ["DATE_PLACED": "06/07/2025"], "DATE_PLACED", "adoption_decision", 46),
    Example(.oc3, ["ACTIV": "F2"], "ACTIV", "received_row", 50),
  ]

  private static func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  static func record() throws -> ChildRecord {
    var record = ChildRecord(.child(SubjectID(raw: 1)))
    func hold<F: Fact>(_ id: Int64, _ fact: F) {
      record[F.self] += [
        Held(id: FactID(raw: id), version: 1, known: Instant(milliseconds: 0), fact)
      ]
    }
    var identity = PersonIdentity()
    identity.birthDate = try day("2012-03-04")
    hold(1, identity)
    for (id, scheme, value) in [
      (2, Code<IdentifierScheme>.laChildID, "77"), (3, .upn, "A123456789012"),
    ] {
      var identifier = PersonIdentifier()
      identifier.scheme = scheme
      identifier.value = value
      hold(Int64(id), identifier)
    }
    var period = CarePeriod()
    period.from = try day("2025-05-01")
    period.to = try day("2025-12-01")
    hold(10, period)
    for (id, from, to) in [(20, "2025-05-01", "2025-08-01"), (21, "2025-08-01", nil)] {
      var legal = LegalStatusSpan()
      legal.carePeriod = FactID(raw: 10)
      legal.status = "C2"
      legal.from = try day(from)
      legal.to = try to.map(day)
      hold(Int64(id), legal)
    }
    for (id, from, to) in [(30, "2025-05-01", "2025-06-10"), (31, "2025-06-10", nil)] {
      var placement = Placement()
      placement.carePeriod = FactID(raw: 10)
      placement.type = "U6"
      placement.from = try day(from)
      placement.to = try to.map(day)
      hold(Int64(id), placement)
    }
    var review = LookedAfterReview()
    review.on = try day("2025-07-03")
    hold(40, review)
    var missing = MissingEpisode()
    missing.from = try day("2025-07-05")
    hold(41, missing)
    var allocation = Allocation()
    allocation.workerNumber = "SW123"
    allocation.from = PartialDay("01/05/2025")
    hold(42, allocation)
    var health = ReportedHealth()
    health.year = 2026
    hold(43, health)
    var score = StrengthsAndDifficultiesScore()
    score.year = 2026
    hold(44, score)
    var adoption = Adoption()
    adoption.year = 2026
    hold(45, adoption)
    var decision = AdoptionDecision()
    decision.decided = try day("2025-07-06")
    hold(46, decision)
    // An answer that was received and that no fact gives.
    var received = ReceivedRow()
    received.returnName = "ssda903"
    received.year = 2026
    received.table = "OC3"
    received.received = RowText.write([nil, nil, nil, "F2", nil])
    hold(50, received)
    return record
  }

  @Test(arguments: examples) func the_cell_leads_to_its_fact(_ example: Example) throws {
    let columns = example.table.layout.columnNames
    let row = SSDA903RowOfRecord(
      table: example.table, year: .ending(2026),
      values: columns.map { example.row[$0].flatMap { $0.isEmpty ? nil : $0 } })
    let fact = row.factToMend(example.fields, in: try FactToMendTests.record())
    #expect(fact?.kind == example.kind)
    #expect(fact?.id.raw == example.fact)
  }

  @Test func a_row_kept_as_received_is_the_fact_only_for_cells_in_which_it_differs() throws {
    var record = try FactToMendTests.record()
    let columns = SSDA903Table.reviews.layout.columnNames
    func values(_ code: String?) -> [String?] {
      columns.map { ["REVIEW": "03/07/2025", "REVIEW_CODE": code][$0] ?? nil }
    }
    var received = ReceivedRow()
    received.returnName = "ssda903"
    received.year = 2026
    received.table = "Reviews"
    received.key = "03/07/2025"
    received.received = RowText.write(values("PN9"))
    received.derived = RowText.write(values(nil))
    record[ReceivedRow.self] += [
      Held(id: FactID(raw: 60), version: 1, known: Instant(milliseconds: 0), received)
    ]
    let row = SSDA903RowOfRecord(
      table: .reviews, year: .ending(2026), values: values("PN9"))
    #expect(row.factToMend(["REVIEW_CODE"], in: record)?.id.raw == 60)
    #expect(row.factToMend(["REVIEW"], in: record)?.id.raw == 40)
  }
}
