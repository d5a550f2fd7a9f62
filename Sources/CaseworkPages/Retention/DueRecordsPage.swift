import CivilTime
public import HTML
import Retention
public import Store

/// The records that are due for a decision, or become due soon.
public struct DueRecordsPage: Sendable {
  public static let monthsField = "within"
  public static let pageLength = 50
  /// How far ahead one may look.
  public static let months = [0, 3, 6, 12, 24]

  let list: RetentionListPage
  let months: Int
  let page: Int

  /// - Parameter months: how far ahead the list looks
  public init(_ list: RetentionListPage, months: Int, page: Int) {
    self.list = list
    self.months = months
    self.page = page
  }

  public func page(in setting: PageSetting) -> Page {
    Page("Records due for review", in: setting.frame, section: .retention, width: .wide) {
      RetentionNavigation(current: .retention, person: setting.person)
      p(class: "govuk-body") {
        "A record is due when the longest period that applies to it has ended. Nothing is destroyed by itself: one person proposes, another approves, and a legal hold stops both."
      }
      Form(asking: .retention) {
        Select(
          FormField(
            DueRecordsPage.monthsField, "Show records due",
            in: FormState([DueRecordsPage.monthsField: [String(months)]])),
          DueRecordsPage.months.map { Choice(String($0), words(of: $0)) }, prompt: nil)
        Button("Show", .secondary, preventsDoubleClick: false)
      }
      p(class: "govuk-body", .role("status")) { count }
      if !list.lines.isEmpty { table }
      Pagination(
        page: page, of: max(1, (list.total + Self.pageLength - 1) / Self.pageLength),
        at: Link.retention.setting(DueRecordsPage.monthsField, String(months)))
      notDue
    }
  }

  private func words(of months: Int) -> String {
    switch months {
    case 0: "Today"
    case 12: "Within a year"
    case 24: "Within two years"
    default: "Within \(months) months"
    }
  }

  private var count: String {
    list.total == 0
      ? "No record is due \(months == 0 ? "today" : words(of: months).lowercased())."
      : "\(counted(list.total, "record"))."
  }

  private var table: StackedTable {
    StackedTable(
      list.lines, title: "Records due",
      columns: [
        StackedColumn("Child") { line in
          a(class: "govuk-link", .href(.review(of: line.child.subject))) {
            ChildName(line.child).words
          }
        },
        StackedColumn("Due") { $0.due.spoken },
        StackedColumn("Why") { line in
          line.schedule.words
          if let from = line.countsFrom { " (\(from.spoken))" }
        },
        StackedColumn("Basis") { line in line.schedule.tag },
        StackedColumn("Review") { line in
          line.state.tag
          if !line.holds.isEmpty {
            " "
            Tag("Legal hold", .red)
          }
        },
      ])
  }

  @MarkupBuilder private var notDue: Markup {
    if !list.notAdopted.isEmpty || list.undated > 0 {
      h2(class: "govuk-heading-m") { "Kept because something is not known" }
      ul(class: "govuk-list govuk-list--bullet") {
        for (reason, count) in list.notAdopted.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
          li {
            "\(counted(count, "closed record")) (\(reason.words)): the authority has "
            a(class: "govuk-link", .href(.schedules)) { "adopted no schedule" }
            " for \(count == 1 ? "it" : "them")."
          }
        }
        if list.undated > 0 {
          li {
            "\(counted(list.undated, "closed record")): the day from which the period runs, most often the date of birth, is not recorded."
          }
        }
      }
    }
  }
}
