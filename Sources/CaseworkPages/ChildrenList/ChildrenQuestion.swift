import CareRecord
public import HTML
public import Store

/// Which children a list asks for, read from the address and written to it again.
public struct ChildrenQuestion: Hashable, Sendable {
  public static let childrenPerPage = 50
  /// The choices of "open for at least".
  static let days = [30, 90, 180, 365, 730]

  var statuses: Set<ChildStatus> = []
  var age: AgeBand?
  var placement: String?
  var openForDays: Int?
  var worker: String?
  var team: String?
  var order = ChildList.Order.name
  var isDescending = false
  public var page = 1

  /// Reads the query of the address; what it does not know is left out.
  public init(_ query: FormState = FormState()) {
    statuses = Set(query.all("status").compactMap { ChildStatus(name: $0) })
    age = query["age"].flatMap(AgeBand.init)
    placement = query["placement"].flatMap { $0.isEmpty ? nil : $0 }
    openForDays = query["open"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    worker = query["worker"].flatMap { $0.isEmpty ? nil : $0 }
    team = query["team"].flatMap { $0.isEmpty ? nil : $0 }
    order = query["sort"].flatMap(ChildList.Order.init) ?? .name
    isDescending = query["direction"] == "descending"
    page = min(max(1, query["page"].flatMap { Int($0) } ?? 1), 1_000_000)
  }

  /// What the store is asked.
  public var list: ChildList {
    var list = ChildList()
    list.statuses = statuses
    list.ages = age?.ages
    list.placements = placement.map { [$0] } ?? []
    list.openForDays = openForDays
    list.worker = worker
    list.team = team
    list.order = order
    list.descending = isDescending
    list.offset = (page - 1) * ChildrenQuestion.childrenPerPage
    list.limit = ChildrenQuestion.childrenPerPage
    return list
  }

  /// The address of the same question, without the number of the page.
  func link(at page: Link = .children, sorted: Bool = true) -> Link {
    var link = page
    for status in statuses.sorted() { link = link.adding("status", status.name) }
    link = link.setting("age", age?.rawValue).setting("placement", placement)
      .setting("open", openForDays.map(String.init)).setting("worker", worker)
      .setting("team", team)
    guard sorted, order != .name || isDescending else { return link }
    return link.setting("sort", order.rawValue)
      .setting("direction", isDescending ? "descending" : "ascending")
  }

  /// The answers for the form that asks.
  var form: FormState {
    var form = FormState()
    form.set("status", to: statuses.map(\.name))
    form["age"] = age?.rawValue
    form["placement"] = placement
    form["open"] = openForDays.map(String.init)
    form["worker"] = worker
    form["team"] = team
    return form
  }
}
