import Access
import CareRecord
import CivilTime
import HTML
public import Store

/// The children of a question, a page at a time.
public struct ChildrenListPage: Sendable {
  struct Row: Hashable, Sendable {
    let name: String
    let link: Link
    let laChildID: String?
    let age: String
    let status: ChildStatus?
    let daysOpen: Int?
    let placement: String?
    let worker: String?
    let hasAlert: Bool
  }

  let question: ChildrenQuestion
  let rows: [Row]
  let total: Int
  let pages: Int
  /// The reader's own worker and team, which the filter offers.
  let ownWorker: String?
  let ownTeam: String?

  /// - Parameter ownWorker: how allocations name the reader; nil for one who has no children
  public init(
    _ question: ChildrenQuestion, _ found: ChildListPage, ownWorker: String? = nil,
    in setting: PageSetting
  ) {
    let today = setting.today
    self.question = question
    total = found.total
    pages = max(
      1,
      (found.total + ChildrenQuestion.childrenPerPage - 1) / ChildrenQuestion.childrenPerPage)
    self.ownWorker = ownWorker
    ownTeam = setting.person.team
    rows = found.children.map { child in
      Row(
        name: ChildName(child).words, link: .record(of: child.subject),
        laChildID: child.laChildID, age: child.ageWords(on: today), status: child.status,
        daysOpen: child.statusFrom.flatMap { $0.isSet && $0 <= today ? today - $0 : nil },
        placement: child.placement.map {
          setting.words.words(for: .text($0), of: .code(PlacementType.codeSet))
        }, worker: child.worker ?? (child.status == nil ? nil : "Nobody"), hasAlert: child.hasAlert)
    }
  }
}
