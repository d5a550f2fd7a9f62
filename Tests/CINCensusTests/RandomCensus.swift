import CINCensus
import Returns

/// Censuses made of nonsense: every element with any value, at random, the same for the same seed.
struct RandomCensus {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  static let values = [
    "2025-05-01", "2025-05-02", "2025-06-01", "2025-04-01", "2026-03-31", "2025-03-31",
    "2024-02-29", "1066-10-14", "9999-12-31", "2025-02-30", "01/05/2025", "0", "1", "true", "FALSE",
    "RC2", "RC8", "RC9", "N1", "1A", "10", "NONE", "MOB", "LD", "21", "2B", "18A", "19a", "UN7",
    "U",
    "M", "WBRI", "NEG", "Y201305622041", "A20130562209T", "Zoë", "", " ",
    "a very long text that is no code of any kind",
  ]

  func file(children: Int) throws -> SourceFile {
    var random = self
    var xml = "<Message>"
    if random.below(20) > 0 {
      xml += "<Header><CollectionDetails><Year>2026</Year>"
      xml +=
        "<ReferenceDate>\(random.below(10) > 0 ? "2026-03-31" : random.value())</ReferenceDate>"
      xml += "</CollectionDetails></Header>"
    }
    xml += "<Children>\n"
    for number in 0..<children { xml += random.child(number) + "\n" }
    xml += "</Children></Message>"
    return try SourceFile(name: "random.xml", bytes: Array(xml.utf8))
  }

  private mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }

  private mutating func value() -> String { Self.values[below(Self.values.count)] }

  private mutating func child(_ number: Int) -> String {
    var xml = "<Child>"
    if below(15) > 0 {
      xml += "<ChildIdentifiers>"
      if below(10) > 0 { xml += "<LAchildID>\(below(8) > 0 ? "K\(number)" : value())</LAchildID>" }
      xml += elements(ChildIdentifiersColumn.self, without: ["LAchildID"]) + "</ChildIdentifiers>"
    }
    xml += "<ChildCharacteristics>" + elements(ChildCharacteristicsColumn.self) + "<Disabilities>"
    for _ in 0..<below(4) { xml += "<Disability>\(value())</Disability>" }
    xml += "</Disabilities></ChildCharacteristics>"
    for _ in 0..<below(4) { xml += details() }
    if below(30) == 0 { xml += "<Odd>1</Odd>" }
    return xml + "</Child>"
  }

  private mutating func details() -> String {
    var xml = "<CINdetails>" + elements(CINDetailsColumn.self)
    for _ in 0..<below(4) {
      xml += "<Assessments>" + elements(AssessmentColumn.self) + "<FactorsIdentifiedAtAssessment>"
      for _ in 0..<below(3) { xml += "<AssessmentFactors>\(value())</AssessmentFactors>" }
      xml += "</FactorsIdentifiedAtAssessment></Assessments>"
    }
    for _ in 0..<below(3) {
      xml += "<CINPlanDates>" + elements(CINPlanDatesColumn.self) + "</CINPlanDates>"
    }
    for _ in 0..<below(3) { xml += "<Section47>" + elements(Section47Column.self) + "</Section47>" }
    for _ in 0..<below(3) {
      xml += "<ChildProtectionPlans>" + elements(ChildProtectionPlanColumn.self) + "<Reviews>"
      for _ in 0..<below(3) { xml += "<CPPreviewDate>\(value())</CPPreviewDate>" }
      xml += "</Reviews></ChildProtectionPlans>"
    }
    return xml + "</CINdetails>"
  }

  private mutating func elements<Column: TableColumn>(
    _ columns: Column.Type, without: Set<String> = []
  ) -> String {
    var xml = ""
    for name in Column.layout.columnNames where !without.contains(name) && below(4) > 0 {
      xml += "<\(name)>\(value())</\(name)>"
    }
    return xml
  }
}
