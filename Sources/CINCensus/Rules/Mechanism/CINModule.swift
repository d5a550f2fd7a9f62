public import Returns

/// The groups of elements that a rule can point at, under the names of the specification.
public enum CINModule: Int, CaseIterable, Sendable {
  case header, identifiers, characteristics, disabilities, details, assessments, plans, enquiries,
    protectionPlans, reviews, preProceedings, factors

  public var name: String { CINModule.names[rawValue] }

  /// The names of the elements with one value, in their order.
  public var columnNames: [String] { CINModule.columnNames[rawValue] }

  /// The names of the elements that a place points at.
  func names(of fields: UInt32) -> [String] {
    var names: [String] = []
    names.reserveCapacity(fields.nonzeroBitCount)
    if fields & CINPlace.group != 0 { names.append(ChildIdentifiersColumn.LAchildID.name) }
    for (column, name) in columnNames.enumerated() where fields & 1 << UInt32(column) != 0 {
      names.append(name)
    }
    if fields & CINPlace.factors != 0 {
      names.append(AssessmentFactorColumn.AssessmentFactors.name)
    }
    return names
  }

  private static let names = allCases.map(\.layout.name)
  private static let columnNames = allCases.map(\.layout.columnNames)

  private var layout: TableLayout {
    switch self {
    case .header: TableLayout("Header", CollectionDetailsColumn.self)
    case .identifiers: ChildIdentifiersColumn.layout
    case .characteristics: ChildCharacteristicsColumn.layout
    case .disabilities: DisabilityColumn.layout
    case .details: CINDetailsColumn.layout
    case .assessments: AssessmentColumn.layout
    case .plans: CINPlanDatesColumn.layout
    case .enquiries: Section47Column.layout
    case .protectionPlans: ChildProtectionPlanColumn.layout
    case .reviews: PlanReviewColumn.layout
    case .preProceedings: PreProceedingsColumn.layout
    case .factors: AssessmentFactorColumn.layout
    }
  }
}

/// A group of elements of which a child's rows can be gone through.
public protocol CheckedModuleColumn: TableColumn {
  static func rows(of child: borrowing CheckedCINChild) -> CheckedRows<Self>
}

extension ChildIdentifiersColumn: CheckedModuleColumn {
  public static func rows(of child: borrowing CheckedCINChild) -> CheckedRows<Self> {
    child.identifiers
  }
}

extension ChildCharacteristicsColumn: CheckedModuleColumn {
  public static func rows(of child: borrowing CheckedCINChild) -> CheckedRows<Self> {
    child.characteristics
  }
}

extension DisabilityColumn: CheckedModuleColumn {
  public static func rows(of child: borrowing CheckedCINChild) -> CheckedRows<Self> {
    child.disabilities
  }
}

extension CINDetailsColumn: CheckedModuleColumn {
  public static func rows(of child: borrowing CheckedCINChild) -> CheckedRows<Self> {
    child.details.rows
  }
}

extension AssessmentColumn: CheckedModuleColumn {
  public static func rows(of child: borrowing CheckedCINChild) -> CheckedRows<Self> {
    child.assessments
  }
}

extension CINPlanDatesColumn: CheckedModuleColumn {
  public static func rows(of child: borrowing CheckedCINChild) -> CheckedRows<Self> { child.plans }
}

extension Section47Column: CheckedModuleColumn {
  public static func rows(of child: borrowing CheckedCINChild) -> CheckedRows<Self> {
    child.enquiries
  }
}

extension ChildProtectionPlanColumn: CheckedModuleColumn {
  public static func rows(of child: borrowing CheckedCINChild) -> CheckedRows<Self> {
    child.protectionPlans
  }
}

extension PlanReviewColumn: CheckedModuleColumn {
  public static func rows(of child: borrowing CheckedCINChild) -> CheckedRows<Self> {
    child.reviews
  }
}
