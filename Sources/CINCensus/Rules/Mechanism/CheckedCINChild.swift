public import Returns

/// One child of a census as the rules see it: its groups in the order of the file.
///
/// Valid only while the child is being checked.
public struct CheckedCINChild {
  public let setting: CINCheckSetting
  /// One row, or none where the group is missing.
  public let identifiers: CheckedRows<ChildIdentifiersColumn>
  /// One row, or none where the group is missing.
  public let characteristics: CheckedRows<ChildCharacteristicsColumn>
  public let disabilities: CheckedRows<DisabilityColumn>
  /// Each referral or episode with what happened in it.
  public let details: CheckedCINDetailsList
  /// The groups of all episodes.
  public let assessments: CheckedRows<AssessmentColumn>
  public let plans: CheckedRows<CINPlanDatesColumn>
  public let enquiries: CheckedRows<Section47Column>
  public let protectionPlans: CheckedRows<ChildProtectionPlanColumn>
  public let reviews: CheckedRows<PlanReviewColumn>

  private let factors: CheckedRows<AssessmentFactorColumn>
  private let factorEnds: UnsafePointer<Int32>
  private let reviewEnds: UnsafePointer<Int32>
  private let loader: CINLoader

  init(_ loader: CINLoader, setting: CINCheckSetting) {
    self.loader = loader
    self.setting = setting
    identifiers = loader.identifiers.rows
    characteristics = loader.characteristics.rows
    disabilities = loader.disabilities.rows
    assessments = loader.assessments.rows
    plans = loader.plans.rows
    enquiries = loader.enquiries.rows
    protectionPlans = loader.protectionPlans.rows
    reviews = loader.reviews.rows
    factors = loader.factors.rows
    factorEnds = UnsafePointer(loader.factorEnds.base)
    reviewEnds = UnsafePointer(loader.reviewEnds.base)
    details = CheckedCINDetailsList(
      rows: loader.details.rows, ends: UnsafePointer(loader.detailsEnds.base),
      assessments: assessments, plans: plans,
      enquiries: enquiries, protectionPlans: protectionPlans)
  }

  /// 1 April of the collection year, if the reference date is a 31 March.
  public var start: CellDay { setting.start }

  /// The reference date.
  public var end: CellDay { setting.end }

  /// Who the child is; nil where the group is missing.
  public var identity: CheckedRow<ChildIdentifiersColumn>? {
    identifiers.isEmpty ? nil : identifiers[0]
  }

  /// An identifying text; none where it, or its group, is missing.
  public func text(_ column: ChildIdentifiersColumn) -> CellText {
    identifiers.isEmpty ? .none : identifiers[0][column]
  }

  /// A date of the child's; none where it, or its group, is missing.
  public func day(_ column: ChildIdentifiersColumn) -> CellDay {
    identifiers.isEmpty ? .none : identifiers[0].day(column)
  }

  /// The factors of an assessment.
  public func factors(
    of assessment: CheckedRow<AssessmentColumn>
  ) -> CheckedRows<AssessmentFactorColumn> {
    factors.rows(in: range(factorEnds, assessment.place))
  }

  /// The reviews of a child protection plan.
  public func reviews(
    of plan: CheckedRow<ChildProtectionPlanColumn>
  ) -> CheckedRows<PlanReviewColumn> {
    reviews.rows(in: range(reviewEnds, plan.place))
  }

  /// The characters of an identifying text.
  func characters(_ column: ChildIdentifiersColumn) -> CellCharacters {
    let text = text(column)
    if text.isPlain { return CellCharacters(text) }
    let whole = loader.record.flatMap {
      loader.identifiers.text(row: 0, column: column.rawValue, in: $0)
    }
    return CellCharacters(whole ?? "")
  }

  /// A group of elements with the record that it is in, for its texts, lines and numbers.
  func source(_ module: CINModule) -> (table: any RecordTable, record: XMLRecord)? {
    guard let record = loader.record, let table = loader.table(module) else { return nil }
    return (table, record)
  }

  private func range(_ ends: UnsafePointer<Int32>, _ place: Int) -> Range<Int> {
    (place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])
  }
}

/// A referral or episode, with the groups that stand in it.
public struct CheckedCINDetails {
  public let row: CheckedRow<CINDetailsColumn>
  public let assessments: CheckedRows<AssessmentColumn>
  public let plans: CheckedRows<CINPlanDatesColumn>
  public let enquiries: CheckedRows<Section47Column>
  public let protectionPlans: CheckedRows<ChildProtectionPlanColumn>

  @inline(__always)
  public subscript(column: CINDetailsColumn) -> CellText { row[column] }

  @inline(__always)
  public func day(_ column: CINDetailsColumn) -> CellDay { row.day(column) }

  /// Whether it is marked as needing no further action.
  public var isNoFurtherAction: Bool { row[.ReferralNFA].isYes }

  /// Whether it is marked as going on: the marker may also be missing, or nonsense.
  public var isFurtherAction: Bool { row[.ReferralNFA].isNo }

  public var isOpen: Bool { !row.day(.CINclosureDate).isKnown }

  /// Whether it was closed straight after an assessment (RC8, RC9).
  public var isClosedAfterAssessment: Bool {
    row[.ReasonForClosure] == "RC8" || row[.ReasonForClosure] == "RC9"
  }
}

/// A child's referrals and episodes in the order of the file.
public struct CheckedCINDetailsList: RandomAccessCollection {
  let rows: CheckedRows<CINDetailsColumn>
  /// One for each row.
  let ends: UnsafePointer<CINGroupEnds>
  let assessments: CheckedRows<AssessmentColumn>
  let plans: CheckedRows<CINPlanDatesColumn>
  let enquiries: CheckedRows<Section47Column>
  let protectionPlans: CheckedRows<ChildProtectionPlanColumn>

  public var startIndex: Int { 0 }
  public var endIndex: Int { rows.count }

  @inline(__always)
  public subscript(position: Int) -> CheckedCINDetails {
    let row = rows[position]
    let end = ends[position]
    let start = position == 0 ? nil : ends[position - 1]
    return CheckedCINDetails(
      row: row,
      assessments: assessments.rows(in: (start?.assessments ?? 0)..<end.assessments),
      plans: plans.rows(in: (start?.plans ?? 0)..<end.plans),
      enquiries: enquiries.rows(in: (start?.enquiries ?? 0)..<end.enquiries),
      protectionPlans: protectionPlans.rows(
        in: (start?.protectionPlans ?? 0)..<end.protectionPlans))
  }
}

extension CheckedRow<Section47Column> {
  /// Whether no conference was needed.
  var needsNoConference: Bool { self[.ICPCnotRequired].isYes }
}
