import HTML
import Testing

@Suite struct TableTests {
  private let page = Link("children").adding("status", "cla").adding("page", "4")

  private func table(by name: String, _ direction: Sorting.Direction) -> String {
    Table(
      ["Ada", "Bo"], title: "Children", sorting: Sorting(by: name, direction, at: page),
      columns: [
        Column("Name", sortedBy: "name") { $0 },
        Column("Letters", numeric: true, sortedBy: "letters") { $0.count },
        Column("Note") { _ in "" },
      ]
    ).markup.description
  }

  @Test func the_sorted_column_says_so_and_its_link_turns_the_order() {
    let html = table(by: "name", .ascending)
    #expect(
      html.contains(
        "aria-sort=\"ascending\"><a class=\"kith-sort\" href=\"/children?status=cla&amp;sort=name&amp;direction=descending\">Name</a>"
      ))
    #expect(
      html.contains(
        "aria-sort=\"none\"><a class=\"kith-sort\" href=\"/children?status=cla&amp;sort=letters&amp;direction=ascending\">Letters</a>"
      ))
    #expect(
      table(by: "name", .descending).contains(
        "aria-sort=\"descending\"><a class=\"kith-sort\" href=\"/children?status=cla&amp;sort=name&amp;direction=ascending\">"
      ))
  }

  @Test func a_column_that_cannot_be_sorted_has_no_link() {
    #expect(
      table(by: "name", .ascending).contains(
        "<th class=\"govuk-table__header\" scope=\"col\">Note</th>"))
  }

  @Test func a_wide_table_scrolls_in_a_named_region_that_the_keyboard_reaches() {
    #expect(
      table(by: "name", .ascending).hasPrefix(
        "<div class=\"kith-scroll\" role=\"region\" aria-label=\"Children\" tabindex=\"0\">"))
  }

  @Test func no_rows_say_so() {
    let html = Table([String](), title: "Children", empty: "No child matches.", columns: [])
      .markup.description
    #expect(html == "<p class=\"govuk-body\">No child matches.</p>")
  }

  @Test(arguments: [
    (1, 1, []), (1, 2, ["1", "2"]), (4, 12, ["1", "2", "3", "4", "5", "…", "12"]),
    (6, 12, ["1", "…", "5", "6", "7", "…", "12"]), (12, 12, ["1", "…", "11", "12"]),
  ])
  func pages_near_the_one_shown_are_linked(page: Int, pages: Int, expected: [String]) {
    let html = Pagination(page: page, of: pages, at: "/children").markup.description
    let items = html.split(separator: "<li").dropFirst().map { item in
      String(
        item.split(separator: ">").first { !$0.hasPrefix("<") && !$0.contains("class=") }?
          .split(separator: "<").first ?? "")
    }
    #expect(items == expected)
  }
}
