import CivilTime
import HTML
import Testing

@Suite struct FormTests {
  @Test func every_error_leads_to_a_control_and_stands_beside_it() {
    var state = FormState()
    for name in ["text", "long", "pick", "radio", "tick", "on", "child[1].note", "file"] {
      state.refuse(name, "Mend \(name)")
    }
    let page = Page("Form", in: PageFrame(council: "Fictionshire Council"), form: state) {
      TextInput(state.field("text", "Text"))
      TextArea(state.field("long", "Long"))
      Select(state.field("pick", "Pick"), .yesOrNo)
      Radios(state.field("radio", "Radio"), .yesOrNo)
      Checkboxes(state.field("tick", "Tick"), .yesOrNo)
      DateInput(state.field("on", "On"))
      TextInput(state.field("child[1].note", "Note"))
      FileUpload(state.field("file", "File"))
    }
    let html = page.markup.description
    #expect(html.contains("<title>Error: Form – Kith</title>"))
    #expect(html.contains("There is a problem"))
    for error in state.errors {
      let id = (error.name ?? "").replacing(#/[\[\].]/#, with: "-")
      #expect(html.contains("<a href=\"#\(id)\">\(error.message)</a>"))
      #expect(hasControl(id, in: html))
      #expect(
        html.contains(
          "id=\"\(id)-error\"><span class=\"govuk-visually-hidden\">Error:</span> \(error.message)</p>"
        ))
      #expect(html.contains("aria-describedby=\"\(id)-error\""))
    }
  }

  /// Whether an input, a textarea or a select has this identifier.
  private func hasControl(_ id: String, in html: String) -> Bool {
    html.split(separator: "<").contains { tag in
      ["input", "textarea", "select"].contains { tag.hasPrefix($0) }
        && tag.contains(" id=\"\(id)\"")
    }
  }

  @Test func an_error_in_part_of_a_date_leads_to_that_part() {
    let state = FormState(errors: [FieldError("on", "The year is missing", part: .year)])
    let html = Markup {
      ErrorSummary(state.errors)
      DateInput(state.field("on", "On"))
    }.description
    #expect(html.contains("<a href=\"#on-year\">"))
    #expect(html.contains("govuk-input--width-4 govuk-input--error\" id=\"on-year\""))
    #expect(html.ranges(of: "govuk-input--error").count == 1)
  }

  @Test func no_errors_no_summary() {
    let html = Page("Form", in: PageFrame(council: "Fictionshire Council"), form: FormState()) {}
      .markup.description
    #expect(html.contains("<title>Form – Kith</title>"))
    #expect(!html.contains("govuk-error-summary"))
  }

  @Test func what_was_typed_comes_back_but_a_password_does_not() {
    let state = FormState(["name": ["O'Example"], "secret": ["hunter2"], "old": ["ZZ9"]])
    let html = Markup {
      TextInput(state.field("name", "Name"))
      TextInput(state.field("secret", "Password"), kind: .currentPassword)
      Select(state.field("old", "Code"), [Choice("A1", "Known")])
    }.description
    #expect(html.contains("value=\"O&#39;Example\""))
    #expect(!html.contains("hunter2"))
    #expect(html.contains("<option value=\"ZZ9\" selected>ZZ9</option>"))
  }

  @Test func answers_are_suggested_and_others_can_be_typed() {
    let field = FormField("owner", "Owner", in: FormState(["owner": ["Somebody else"]]))
    let html = TextInput(field, suggestions: [Choice("O'Example", "oe")]).markup.description
    #expect(html.contains("list=\"owner-suggestions\""))
    #expect(
      html.contains(
        "<datalist id=\"owner-suggestions\"><option value=\"O&#39;Example\">oe</option></datalist>")
    )
    #expect(html.contains("value=\"Somebody else\""))
    #expect(!TextInput(field).markup.description.contains("list="))
  }

  @Test(arguments: [
    (["27", "3", "2026"], "2026-03-27"), (["01", "03", "2026"], "2026-03-01"),
    ([" 4 ", "Sept", "2025"], "2025-09-04"), (["29", "february", "2024"], "2024-02-29"),
  ])
  func a_date_is_read(typed: [String], iso: String) {
    var state = state(typed)
    #expect(state.day("on", called: "the date")?.iso == iso)
    #expect(state.errors.isEmpty)
  }

  @Test(arguments: [
    (["31", "2", "2026"], "The date must be a real date", DatePart.day),
    (["29", "2", "2025"], "The date must be a real date", .day),
    (["x", "2", "2025"], "The date must be a real date", .day),
    (["1", "13", "2026"], "The month of the date must be a number from 1 to 12", .month),
    (["1", "ma", "2026"], "The month of the date must be a number from 1 to 12", .month),
    (["1", "3", "26"], "The year of the date must be 4 numbers, like 2026", .year),
    (["1", "3", "٢٠٢٦"], "The year of the date must be 4 numbers, like 2026", .year),
    (["", "3", "2026"], "The date must include a day", .day),
    (["1", "", " "], "The date must include a month and a year", .month),
  ])
  func what_is_not_exactly_a_date_is_refused(typed: [String], message: String, part: DatePart) {
    var state = state(typed)
    #expect(state.day("on", called: "the date") == nil)
    #expect(state.errors == [FieldError("on", message, part: part)])
  }

  @Test func an_empty_date_is_an_error_only_where_one_is_required() {
    var state = FormState()
    #expect(state.day("on", called: "the date of the visit") == nil)
    #expect(state.errors.isEmpty)
    #expect(state.day("on", called: "the date of the visit", required: true) == nil)
    #expect(state.errors.map(\.message) == ["Enter the date of the visit"])
  }

  @Test func a_day_put_into_a_form_is_read_back() throws {
    let day = try #require(Day(iso: "2026-03-04"))
    var state = FormState()
    state.set("on", to: day)
    #expect(state.day("on", called: "the date") == day)
    state.set("on", to: .unset)
    #expect(state["on-year"] == nil)
  }

  @Test func a_form_that_changes_something_carries_its_token_first() {
    let html = Form(to: "/visits", token: FormToken("s3cret"), autosave: .init(to: "/drafts/1")) {
      Button("Save")
    }.markup.description
    #expect(
      html.hasPrefix(
        "<form method=\"post\" action=\"/visits\" novalidate data-autosave=\"/drafts/1\">"
          + "<input type=\"hidden\" name=\"csrf\" value=\"s3cret\">"))
    #expect(html.contains("role=\"status\" data-autosave-status"))
  }

  private func state(_ typed: [String]) -> FormState {
    FormState(["on-day": [typed[0]], "on-month": [typed[1]], "on-year": [typed[2]]])
  }
}
