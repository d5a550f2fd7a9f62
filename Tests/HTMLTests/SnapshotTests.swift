import CivilTime
import HTML
import Testing

/// One small example of each part that pages are made of, so that a change to its markup is seen.
@Suite struct SnapshotTests {
  private let born = Day(iso: "2014-06-02") ?? .unset

  @Test func page() throws {
    let frame = PageFrame(
      council: "Fictionshire Council",
      navigation: [NavigationItem("Children", "/children"), NavigationItem("Tasks", "/tasks")],
      signedIn: SignedIn(
        name: "Ada Example", role: "social worker", signOut: "/sign-out", token: FormToken("t")),
      footer: [NavigationItem("Accessibility", "/accessibility")], notice: "Fictional data")
    let bar = IdentityBar(
      name: "Rowan Sample", link: Link("children", "17"),
      items: [.init("Born") { born }, .init("Child ID", "FX-17")],
      alerts: [.init("Do not give address to father", .danger)])
    try expectSnapshot(
      "page",
      Page(
        "Record a visit", in: frame, section: "/children",
        wayBack: .trail([NavigationItem("Children", "/children")]), subject: bar
      ) { p(class: "govuk-body") { "Content" } }.markup)
  }

  @Test func fields() throws {
    var state = FormState(["seen": ["yes"], "note": ["Seen"]])
    state.refuse("on", "Enter the date of the visit")
    try expectSnapshot(
      "fields",
      Markup {
        ErrorSummary(state.errors)
        DateInput(state.field("on", "Date of the visit", hint: "For example, 27 3 2026"))
        Radios(
          state.field("seen", "Was the child seen?").asHeading(),
          [
            Choice("yes", "Yes") { TextInput(FormField("where", "Where?"), width: .twenty) },
            Choice("no", "No", hint: "Say why below"),
          ])
        Checkboxes(
          FormField("with", "Who was there?"),
          [Choice("mother", "Mother"), Choice("nobody", "Nobody", alone: true, divider: "or")],
          small: true)
        Select(FormField("purpose", "Purpose"), [Choice("statutory", "Statutory visit")])
        TextArea(state.field("note", "What happened"), limit: 2000)
        FileUpload(FormField("letter", "Letter"), accept: ".pdf")
        ButtonGroup {
          Button("Save")
          Button("Delete", .warning, answer: ("do", "delete"), preventsDoubleClick: false)
          ButtonLink("Back to the record", to: "/children/17", .secondary)
        }
      })
  }

  @Test func components() throws {
    try expectSnapshot(
      "components",
      Markup {
        NotificationBanner(.success, "The visit was saved")
        Panel("Import complete") { "312 rows" }
        WarningText("This cannot be undone.")
        InsetText { "Recorded late." }
        Details("Why we ask") { "The regulations require it." }
        Tag("Late", .red)
        SummaryList([
          SummaryRow("Name", "Rowan Sample", actions: [.init("Change", to: "/x")]),
          SummaryRow("Address", nil),
        ])
        Table(
          [1, 2], title: "Squares",
          columns: [Column("Number") { $0 }, Column("Square", numeric: true) { $0 * $0 }])
        Pagination(page: 2, of: 3, at: "/children")
        Tabs("Reviews", [.init("past", "Past") { "None" }, .init("next", "Next") { "14 April" }])
      })
  }

  @Test func casework() throws {
    try expectSnapshot(
      "casework",
      Markup {
        SubNavigation(
          "Record", [NavigationItem("Journey", "/c/17"), NavigationItem("Family", "/c/17/family")],
          current: "/c/17")
        SideNavigation(
          "Lists", [.init("Mine", [NavigationItem("Late", "/late")])], current: "/late")
        FilterPanel(of: "/children", selected: [.init("Child in care", without: "/children")]) {
          TextInput(FormField("name", "Name"))
        }
        MetricCards([MetricCard("96%", "Visits on time", explanation: "Target 90%", tone: .good)])
        Badge("Restricted", .red)
        Timeline([
          .init("Visit at home", on: born, link: "/v", by: "Ada Example", tags: [Tag("Late", .red)])
          { "Saw Rowan." },
          .init("Enquiry", on: .unset),
        ])
      })
  }

  @Test func charts() throws {
    let care = SpanTimeline.Kind("Child in care", .green)
    try expectSnapshot(
      "charts",
      Markup {
        SpanTimeline(
          id: "journey", title: "Rowan’s journey",
          lanes: [
            .init(
              "Status",
              [
                .init("In care", care, from: Day(iso: "2020-12-01") ?? .unset, to: nil),
                .init("Review", .init("Meeting", .pink), on: Day(iso: "2022-04-14") ?? .unset),
              ])
          ], today: Day(iso: "2026-03-31") ?? .unset)
        BarChart(
          id: "ages", title: "Children by age", unit: "Children",
          bars: [.init("Under 1", 14), .init("1 to 4", 60.5), .init("Not born", nil)])
      })
  }

  @Test(arguments: StaticFile.allCases)
  func the_files_that_pages_load_are_there(file: StaticFile) throws {
    #expect(try file.bytes().count > 1000)
  }
}
