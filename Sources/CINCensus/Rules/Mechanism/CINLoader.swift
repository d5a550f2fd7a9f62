import Returns

/// Lays out one child of a census after another: for the rules as cells, for an import as texts.
///
/// Not for two threads at once: each has its own.
final class CINLoader {
  private let file: String
  private(set) var record: XMLRecord?

  let identifiers = RecordRows<ChildIdentifiersColumn>(.identifiers)
  let characteristics = RecordRows<ChildCharacteristicsColumn>(.characteristics)
  let disabilities = RecordRows<DisabilityColumn>(.disabilities)
  let details = RecordRows<CINDetailsColumn>(.details)
  let assessments = RecordRows<AssessmentColumn>(.assessments)
  let factors = RecordRows<AssessmentFactorColumn>(.factors)
  let plans = RecordRows<CINPlanDatesColumn>(.plans)
  let enquiries = RecordRows<Section47Column>(.enquiries)
  let protectionPlans = RecordRows<ChildProtectionPlanColumn>(.protectionPlans)
  let reviews = RecordRows<PlanReviewColumn>(.reviews)
  let preProceedings = RecordRows<PreProceedingsColumn>(.preProceedings)

  /// For each `CINdetails` where its groups end among the child's, and for each assessment and each
  /// protection plan where its factors and reviews do.
  let detailsEnds = FlatList<CINGroupEnds>(room: 16)
  let factorEnds = FlatList<Int32>(room: 16)
  let reviewEnds = FlatList<Int32>(room: 16)

  /// What was met in the children and not read.
  private(set) var report = ElementReport()
  /// Whether a date of the child cannot be read.
  private(set) var hasUnreadableDates = false

  init(file: String) { self.file = file }

  /// The groups of a module, whatever the module; nil for the header.
  func table(_ module: CINModule) -> (any RecordTable)? {
    switch module {
    case .header: nil
    case .identifiers: identifiers
    case .characteristics: characteristics
    case .disabilities: disabilities
    case .details: details
    case .assessments: assessments
    case .plans: plans
    case .enquiries: enquiries
    case .protectionPlans: protectionPlans
    case .reviews: reviews
    case .preProceedings: preProceedings
    case .factors: factors
    }
  }

  /// Takes a `Child` in the place of the last one.
  func load(_ child: XMLPart) {
    record = child.record
    clear()
    forEach(in: child) { part, element in
      switch element {
      case .ChildIdentifiers:
        guard isFirst(identifiers, part) else { return }
        fill(identifiers, part) { _, _ in false }
      case .ChildCharacteristics:
        guard isFirst(characteristics, part) else {
          skipDisabilities(in: part)
          return
        }
        fill(characteristics, part) { group, element in
          guard element == .Disabilities else { return false }
          fill(disabilities, eachIn: group, named: .Disability)
          return true
        }
      case .CINdetails: loadDetails(part)
      default: report.meetUnknown(part, in: "Child")
      }
    }
  }

  private func loadDetails(_ part: XMLPart) {
    fill(details, part) { group, element in
      switch element {
      case .Assessments:
        fill(assessments, group) { group, element in
          guard element == .FactorsIdentifiedAtAssessment else { return false }
          fill(factors, eachIn: group, named: .AssessmentFactors)
          return true
        }
        factorEnds.append(Int32(truncatingIfNeeded: factors.count))
      case .CINPlanDates: fill(plans, group) { _, _ in false }
      case .Section47: fill(enquiries, group) { _, _ in false }
      case .ChildProtectionPlans:
        fill(protectionPlans, group) { group, element in
          guard element == .Reviews else { return false }
          // Some systems write a group for each review, others one group for all.
          if !fill(reviews, eachIn: group, named: .CPPreviewDate) { reviews.begin(at: group.place) }
          return true
        }
        reviewEnds.append(Int32(truncatingIfNeeded: reviews.count))
      case .PreProceedingsandFGDM: fill(preProceedings, group) { _, _ in false }
      default: return false
      }
      return true
    }
    detailsEnds.append(
      CINGroupEnds(
        assessments: assessments.count, plans: plans.count, enquiries: enquiries.count,
        protectionPlans: protectionPlans.count, preProceedings: preProceedings.count))
  }

  private func clear() {
    identifiers.removeAll()
    characteristics.removeAll()
    disabilities.removeAll()
    details.removeAll()
    assessments.removeAll()
    factors.removeAll()
    plans.removeAll()
    enquiries.removeAll()
    protectionPlans.removeAll()
    reviews.removeAll()
    preProceedings.removeAll()
    detailsEnds.cut(to: 0)
    factorEnds.cut(to: 0)
    reviewEnds.cut(to: 0)
    hasUnreadableDates = false
  }

  @inline(__always)
  private func forEach(in part: XMLPart, _ body: (XMLPart, CINElement?) -> Void) {
    let record = part.record
    let end = Int(record[part.place].end)
    var place = part.place + 1
    while place < end {
      let node = record[place]
      body(XMLPart(record, at: place), CINElement(rawValue: node.name))
      place = Int(node.end)
    }
  }

  /// Adds a row with the elements of a group.
  ///
  /// - Parameter group: Reads an element that is no column; says whether it is one that it knows.
  @inline(__always)
  private func fill<Column: TableColumn>(
    _ rows: RecordRows<Column>, _ part: XMLPart, group: (XMLPart, CINElement) -> Bool
  ) {
    let record = part.record
    rows.begin(at: part.place)
    let end = Int(record[part.place].end)
    var place = part.place + 1
    while place < end {
      let node = record[place]
      switch rows.take(node.name, at: place, of: record) {
      case .filled: break
      case .unreadable: hasUnreadableDates = true
      case .repeated: report.meetRepeated(XMLPart(record, at: place), in: part.name)
      case .unknown:
        let inner = XMLPart(record, at: place)
        guard let element = CINElement(rawValue: node.name), group(inner, element) else {
          report.meetUnknown(inner, in: part.name)
          break
        }
      }
      place = Int(node.end)
    }
  }

  /// Adds a row for each element of this name; says whether there is one.
  @discardableResult
  private func fill<Column: TableColumn>(
    _ rows: RecordRows<Column>, eachIn group: XMLPart, named name: CINElement
  ) -> Bool {
    var isFound = false
    forEach(in: group) { part, element in
      guard element == name else {
        report.meetUnknown(part, in: group.name)
        return
      }
      isFound = true
      rows.begin(at: part.place)
      if rows.take(name.rawValue, at: part.place, of: part.record) == .unreadable {
        hasUnreadableDates = true
      }
    }
    return isFound
  }

  /// Only the first group of its kind is read; further ones are counted and noted.
  private func isFirst<Column: TableColumn>(
    _ rows: RecordRows<Column>, _ part: XMLPart
  ) -> Bool {
    if rows.count == 0 { return true }
    rows.skip()
    report.meetRepeated(part, in: "Child")
    return false
  }

  private func skipDisabilities(in part: XMLPart) {
    for group in part.all("Disabilities") {
      for _ in group.all("Disability") { disabilities.skip() }
    }
  }
}

extension RecordRows {
  fileprivate convenience init(_ module: CINModule) {
    self.init(number: module.rawValue, columns: CINElement.columns[module.rawValue])
  }
}

/// Where the groups of one `CINdetails` end among those of its child.
struct CINGroupEnds {
  let assessments, plans, enquiries, protectionPlans, preProceedings: Int
}

// MARK: - As texts

extension CINLoader {
  /// The child with all its texts.
  func child(at position: Int) -> CINChild {
    var child = CINChild(position: position)
    guard let record else { return child }
    child.origin = RowOrigin(file: file, line: Int(record[0].line))
    if identifiers.count > 0 { child.identifiers = identifiers.row(at: 0, in: record, file: file) }
    if characteristics.count > 0 {
      child.characteristics = characteristics.row(at: 0, in: record, file: file)
    }
    child.disabilities = texts(disabilities, 0..<disabilities.count)
    var start = CINGroupEnds(
      assessments: 0, plans: 0, enquiries: 0, protectionPlans: 0, preProceedings: 0)
    for place in 0..<detailsEnds.count {
      let end = detailsEnds[place]
      var entry = CINDetails()
      entry.row = details.row(at: place, in: record, file: file)
      entry.assessments = (start.assessments..<end.assessments).map { place in
        var assessment = CINAssessment()
        assessment.row = assessments.row(at: place, in: record, file: file)
        assessment.factors = texts(factors, range(factorEnds, place))
        return assessment
      }
      entry.plans = rows(plans, start.plans..<end.plans)
      entry.enquiries = rows(enquiries, start.enquiries..<end.enquiries)
      entry.protectionPlans = (start.protectionPlans..<end.protectionPlans).map { place in
        var plan = CINProtectionPlan()
        plan.row = protectionPlans.row(at: place, in: record, file: file)
        plan.reviews = texts(reviews, range(reviewEnds, place))
        return plan
      }
      entry.preProceedings = rows(preProceedings, start.preProceedings..<end.preProceedings)
      child.details.append(entry)
      start = end
    }
    return child
  }

  private func range(_ ends: FlatList<Int32>, _ place: Int) -> Range<Int> {
    (place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])
  }

  private func rows<Column: TableColumn>(
    _ rows: RecordRows<Column>, _ range: Range<Int>
  ) -> [Row<Column>] {
    guard let record else { return [] }
    return range.map { rows.row(at: $0, in: record, file: file) }
  }

  private func texts<Column: TableColumn>(
    _ rows: RecordRows<Column>, _ range: Range<Int>
  ) -> [ReceivedText] {
    guard let record else { return [] }
    return range.compactMap { place in
      rows.text(row: place, column: 0, in: record).map {
        ReceivedText($0, line: rows.line(row: place, column: 0, in: record))
      }
    }
  }
}
