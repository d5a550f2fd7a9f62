public import CivilTime
public import HTML

/// Which day's figure, and whom of it, a page lists: read from the address and written to it again.
public struct WhoIsInQuestion: Hashable, Sendable {
  public static let childrenPerPage = 50

  static let dayField = "at"
  static let membersField = "of"

  /// The day whose figure it is; today where none was asked for, or none that there can be.
  public let at: Day
  /// What was asked for as a day and cannot be one, as it was typed.
  public let unusable: String?
  /// Whether those are listed, too, among whom the others are counted.
  public var listsAll: Bool
  public var page: Int

  public init(_ query: FormState, today: Day) {
    let typed = query[WhoIsInQuestion.dayField] ?? ""
    let day = Day(iso: typed) ?? Day(british: typed)
    at = day.flatMap { $0 <= today ? $0 : nil } ?? today
    unusable = typed.isEmpty || day == at ? nil : String(typed.prefix(40))
    listsAll = query[WhoIsInQuestion.membersField] == "all"
    page = min(max(1, query["page"].flatMap { Int($0) } ?? 1), 1_000_000)
  }

  /// The address of the same question, without the number of the page.
  func link(_ indicator: String) -> Link { narrowed(.whoIsIn(indicator, at: at)) }

  func linkToSpreadsheet(_ indicator: String) -> Link {
    narrowed(.whoIsInAsCSV(indicator, at: at))
  }

  private func narrowed(_ link: Link) -> Link {
    listsAll ? link.setting(WhoIsInQuestion.membersField, "all") : link
  }

  func listing(all: Bool) -> WhoIsInQuestion {
    var question = self
    (question.listsAll, question.page) = (all, 1)
    return question
  }
}

extension Link {
  /// The same list as `whoIsIn`, for a spreadsheet.
  public static func whoIsInAsCSV(_ id: String, at day: Day) -> Link {
    outcome(id).appending("children.csv").setting(WhoIsInQuestion.dayField, day.iso)
  }
}
