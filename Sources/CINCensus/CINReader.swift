public import Returns

/// Reads a children in need census child by child, so that memory depends on one child and not on
/// the file.
///
/// `CINReturn` keeps all children; use this for files that are too large for that.
public struct CINReader {
  public private(set) var header = CINHeader()
  public private(set) var notes: [ReadingNote] = []
  public private(set) var refusals: [Refusal] = []

  private let source: SourceFile
  private let limits: ReadingLimits
  private var position: Int
  private var report = ElementReport()

  public init(_ file: SourceFile, limits: ReadingLimits = .standard, childrenBefore: Int = 0) {
    self.source = file
    self.limits = limits
    self.position = childrenBefore
  }

  private var file: String { source.name }

  /// Reads the file once and hands over each child.
  ///
  /// Afterwards `header`, `notes` and `refusals` say what else was found.
  public mutating func read(_ take: (CINChild) -> Void) {
    var reader = self
    do throws(Refusal) {
      let records = XMLRecords(root: "Message", paths: [["Header"], ["Children", "Child"]])
      let outcome = try records.read(source, limits: limits) { part in
        if part.name == "Header" { reader.readHeader(part) } else { take(reader.child(part)) }
      }
      reader.notes += outcome.notes + reader.report.notes(on: file)
      reader.refusals += outcome.refusals
    } catch {
      reader.refusals.append(error)
    }
    self = reader
  }

  private mutating func readHeader(_ part: XMLPart) {
    // Up to 2020-21 there was a block Content, which says nothing that the rest does not.
    noteOthers(in: part, than: ["CollectionDetails", "Source", "Content"])
    if let details = part["CollectionDetails"] {
      header.collection = row(details)
      refusals += header.collection.unreadableDates
    }
    if let source = part["Source"] { header.source = row(source) }
  }

  private mutating func child(_ part: XMLPart) -> CINChild {
    position += 1
    var child = CINChild(position: position)
    child.origin = RowOrigin(file: file, line: part.line)
    noteOthers(in: part, than: ["ChildIdentifiers", "ChildCharacteristics", "CINdetails"])
    if let identifiers = first("ChildIdentifiers", in: part) {
      child.identifiers = row(identifiers)
    }
    if let characteristics = first("ChildCharacteristics", in: part) {
      child.characteristics = row(characteristics, groups: ["Disabilities"])
      child.disabilities = texts("Disability", inAll: "Disabilities", of: characteristics)
    }
    child.details = part.all("CINdetails").map { details($0) }
    refusals += child.unreadableDates
    return child
  }

  private mutating func details(_ part: XMLPart) -> CINDetails {
    var details = CINDetails()
    details.row = row(
      part,
      groups: [
        "Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans",
        "PreProceedingsandFGDM",
      ])
    details.assessments = part.all("Assessments").map { part in
      var assessment = CINAssessment()
      assessment.row = row(part, groups: ["FactorsIdentifiedAtAssessment"])
      assessment.factors = texts(
        "AssessmentFactors", inAll: "FactorsIdentifiedAtAssessment", of: part)
      return assessment
    }
    details.plans = part.all("CINPlanDates").map { row($0) }
    details.enquiries = part.all("Section47").map { row($0) }
    details.protectionPlans = part.all("ChildProtectionPlans").map { part in
      var plan = CINProtectionPlan()
      plan.row = row(part, groups: ["Reviews"])
      // Some systems write a group for each review, others one group for all.
      plan.reviews = texts("CPPreviewDate", inAll: "Reviews", of: part)
      return plan
    }
    details.preProceedings = part.all("PreProceedingsandFGDM").map { row($0) }
    return details
  }

  private mutating func row<Column: TableColumn>(
    _ part: XMLPart, groups: Set<String> = []
  ) -> Row<Column> {
    part.row(Column.self, file: file, groups: groups, report: &report)
  }

  /// The only group of its kind; further ones are noted.
  private mutating func first(_ name: String, in part: XMLPart) -> XMLPart? {
    let all = part.all(name)
    for extra in all.dropFirst() { report.meetRepeated(extra, in: part.name) }
    return all.first
  }

  /// The texts of all elements `name` in all groups `group`.
  private mutating func texts(
    _ name: String, inAll group: String, of part: XMLPart
  ) -> [ReceivedText] {
    var texts: [ReceivedText] = []
    for child in part.all(group).flatMap(\.children) {
      if child.name == name {
        if let text = child.text { texts.append(ReceivedText(text, line: child.line)) }
      } else {
        report.meetUnknown(child, in: group)
      }
    }
    return texts
  }

  private mutating func noteOthers(in part: XMLPart, than known: Set<String>) {
    for child in part.children where !known.contains(child.name) {
      report.meetUnknown(child, in: part.name)
    }
  }
}
