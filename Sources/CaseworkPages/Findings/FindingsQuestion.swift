public import HTML
public import Store

/// Which findings a page asks for, read from the address and written to it again.
public struct FindingsQuestion: Hashable, Sendable {
  public static let findingsPerPage = 50

  public enum View: String, CaseIterable, Sendable {
    case rule, child, worker, team, list

    var title: String {
      switch self {
      case .rule: "By rule"
      case .child: "By child"
      case .worker: "By worker"
      case .team: "By team"
      case .list: "Every finding"
      }
    }

    /// By what the store counts for it; nil for the list itself.
    public var group: FindingGroup? { FindingGroup(rawValue: rawValue) }
  }

  /// What stands in an address for children whom nobody is allocated to.
  static let nobody = "-"

  public var view = View.rule
  var returnName: String?
  var year: Int?
  var rule: String?
  var worker: String?
  var team: String?
  public var page = 1

  /// Reads the query of the address; what it does not know is left out.
  public init(_ query: FormState = FormState()) {
    func text(_ name: String) -> String? {
      query[name]?.split(separator: " ").joined(separator: " ")
        .prefix(200).description.nilWhereEmpty
    }
    view = query["view"].flatMap(View.init) ?? .rule
    returnName = text("return")
    year = query["year"].flatMap { Int($0) }
    rule = text("rule")
    worker = text("worker")
    team = text("team")
    page = min(max(1, query["page"].flatMap { Int($0) } ?? 1), 1_000_000)
  }

  /// What the store is asked.
  public var list: FindingList {
    var list = FindingList()
    list.returnName = returnName
    list.year = year
    list.rule = rule
    list.worker = worker.map { $0 == FindingsQuestion.nobody ? "" : $0 }
    list.team = team.map { $0 == FindingsQuestion.nobody ? "" : $0 }
    list.offset = (page - 1) * FindingsQuestion.findingsPerPage
    list.limit = FindingsQuestion.findingsPerPage
    return list
  }

  /// The address of the same question, without the number of the page.
  func link(at page: Link = .findings) -> Link {
    page.setting("view", view == .rule ? nil : view.rawValue).setting("return", returnName)
      .setting("year", year.map(String.init)).setting("rule", rule).setting("worker", worker)
      .setting("team", team)
  }

  func with(_ change: (inout FindingsQuestion) -> Void) -> FindingsQuestion {
    var question = self
    question.page = 1
    change(&question)
    return question
  }

  /// The answers for the form that asks.
  var form: FormState {
    var form = FormState()
    form["return"] = returnName
    form["year"] = year.map(String.init)
    form["rule"] = rule
    form["worker"] = worker
    form["team"] = team
    return form
  }
}

extension String {
  fileprivate var nilWhereEmpty: String? { isEmpty ? nil : self }
}
