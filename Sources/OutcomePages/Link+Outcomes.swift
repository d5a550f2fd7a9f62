public import CivilTime
public import HTML

// Where every page of the outcomes lies. Routes and pages both ask here.
extension Link {
  public static let outcomes: Link = "/outcomes"
  public static let outcomesAsCSV: Link = "/outcomes.csv"
  public static let outcomesAsWorkbook: Link = "/outcomes.xlsx"
  public static let compare: Link = "/compare"
  public static let compareAsCSV: Link = "/compare.csv"

  /// An indicator's own page.
  ///
  /// - Parameter id: as `PublishedFigures` knows it, for example `claRate`
  public static func outcome(_ id: String) -> Link { outcomes.appending(id) }

  /// The figures of an indicator's page, for a spreadsheet.
  public static func outcomeAsCSV(_ id: String) -> Link {
    outcome(id).appending("figures.csv")
  }

  /// The figures of an indicator's page with the decisions about its control chart, as a workbook.
  public static func outcomeAsWorkbook(_ id: String) -> Link {
    outcome(id).appending("figures.xlsx")
  }

  /// An indicator's own page with so many month ends of our record.
  static func outcome(_ id: String, months: OwnMonths) -> Link {
    outcome(id).setting(OwnMonths.field, "\(months.rawValue)")
  }

  /// Our own record at month ends, for a spreadsheet.
  static func ownRecordAsCSV(_ id: String, _ months: OwnMonths) -> Link {
    outcome(id).appending("record.csv").setting(OwnMonths.field, "\(months.rawValue)")
  }

  /// The decisions about control charts, which lie in the learning register.
  public static let phases: Link = "/learning/phases"
  public static let addPhase: Link = "/learning/phases/new"

  /// Who is counted in our own figure at the end of a day.
  public static func whoIsIn(_ id: String, at day: Day) -> Link {
    outcome(id).appending("children").setting("at", day.iso)
  }
}
