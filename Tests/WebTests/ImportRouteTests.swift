import Access
import CareRecord
import CaseworkPages
import CivilTime
import HTML
import HTTPTypes
import Store
import Testing

@testable import Web

@Suite struct ImportRouteTests {
  let site: TestSite

  init() async throws { site = try await TestSite() }

  static let header = """
    CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB
    4001,2,23/06/2010,WBRI,A123456789012,,
    4002,1,19/02/2012,WBRI,A123456789013,,

    """
  static let episodes = """
    CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
    4001,13/09/2024,S,C1,N1,U1,PR1,,,,ZZ1 1AA,ZZ1 1AB,SC000001
    4002,31/02/2025,S,C1,N1,U1,PR1,,,,ZZ1 1AA,ZZ1 1AB,SC000001

    """
  static let files = [("header.csv", header), ("episodes.csv", episodes)]

  /// Sends files and follows to the page that comes of it.
  private func upload(
    _ files: [(String, String)], by client: TestClient, year: String = "2025"
  ) async throws -> Answer {
    let page = try await client.get("/imports/new")
    return try await client.send(
      files: files, field: ImportUploadPage.filesField, to: "/imports/new", on: page,
      ["return": "guess", "year": year])
  }

  /// Asks for a page until it no longer says that it will change by itself.
  private func settled(_ path: String, by client: TestClient) async throws -> Answer {
    for _ in 0..<3_000 {
      let answer = try await client.get(path)
      if answer.headers[.refresh] == nil { return answer }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw NeverSettled()
  }

  private struct NeverSettled: Error {}

  // MARK: -

  @Test(arguments: ["wren", "moss", "sorrel"])
  func only_data_officers_import(user: String) async throws {
    let client = try await site.client(as: user)
    for page in ["/imports", "/imports/new", "/imports/1", "/imports/1/refused"] {
      #expect(try await client.get(page).status == 403, "\(page)")
    }
  }

  @Test func files_become_a_preview_and_then_records() async throws {
    let client = try await site.client(as: "data")
    let sent = try await upload(ImportRouteTests.files, by: client)
    #expect(sent.status == 303, "\(sent.text)")
    let page = try #require(sent.location)
    let preview = try await settled(page, by: client)
    #expect(preview.text.contains("SSDA903, 2024-25"))
    #expect(preview.text.contains("2 new children"))
    #expect(preview.text.contains("31/02/2025"))
    // Nothing is changed before somebody confirms.
    #expect(!(try await client.get("/search?q=4001").text.contains("/children/")))

    let confirmed = try await client.submit(page + "/confirm", on: preview)
    #expect(confirmed.location == page)
    let done = try await settled(page, by: client)
    #expect(done.text.contains("Imported"))
    #expect(try await client.get("/imports").text.contains("Imported"))

    let found = try await client.get("/search?q=4001").text
    let link = try #require(found.components(between: "href=\"/children/", and: "\"").first)
    let record = try await client.get("/children/" + link).text
    #expect(record.contains("In care"))
    #expect(record.contains("23 June 2010"))
  }

  @Test func the_files_are_checked_against_those_before_and_the_report_can_be_kept() async throws {
    let client = try await site.client(as: "data")
    let first = try await upload(ImportRouteTests.files, by: client)
    let page = try #require(first.location)
    let check = try await client.get(page + "/check")
    #expect(check.status == 200)
    #expect(check.text.contains(Link.rule("101", of: "ssda903").text))
    #expect(check.text.contains("there is nothing to compare with"))
    // The sex is put right in one of two rows: half of it is gone.
    let mended = ImportRouteTests.header.replacing("4001,2,", with: "4001,F,")
    let second = try await upload(
      [("header.csv", mended), ImportRouteTests.files[1]], by: client)
    let after = try #require(second.location)
    #expect(after != page)
    #expect(try await client.get(after + "/check").text.contains("1 fewer"))
    for (format, start) in [
      ("html", "<!DOCTYPE html>"), ("csv", "\u{FEFF}"), ("json", "{"), ("xlsx", "PK"),
    ] {
      let answer = try await client.get("\(after)/check/\(format)")
      #expect(answer.status == 200, "\(format)")
      #expect(answer.bytes.starts(with: Array(start.utf8)), "\(format)")
      #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment;") == true)
    }
    #expect(try await client.get(after + "/check/exe").status == 404)
    for user in ["wren", "moss", "sorrel"] {
      let other = try await site.client(as: user)
      for path in ["/check", "/check/csv"] {
        #expect(try await other.get(after + path).status == 403)
      }
    }
  }

  @Test func refused_rows_come_back_as_a_file_to_mend() async throws {
    let client = try await site.client(as: "data")
    let page = try #require(try await upload(ImportRouteTests.files, by: client).location)
    _ = try await settled(page, by: client)
    let list = try await settled(page + "/refused", by: client)
    let file = try await client.get(page + "/refused/episodes-refused.csv")
    #expect(list.text.contains("episodes-refused.csv"))
    #expect(file.headers[.contentDisposition]?.contains("episodes-refused.csv") == true)
    #expect(file.text.contains("4002,31/02/2025,S,C1"))
    #expect(!file.text.contains("4001"))
    #expect(try await client.get(page + "/refused/other.csv").status == 404)
  }

  @Test func refused_children_of_a_census_come_back_as_a_file_to_mend() async throws {
    let client = try await site.client(as: "data")
    let child = { (id: String, referred: String) in
      """
      <Child><ChildIdentifiers><LAchildID>\(id)</LAchildID><PersonBirthDate>2014-03-04</PersonBirthDate>
      <Sex>F</Sex></ChildIdentifiers><CINdetails><CINreferralDate>\(referred)</CINreferralDate>
      </CINdetails></Child>
      """
    }
    let census = """
      <Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2025</Year>
      <ReferenceDate>2025-03-31</ReferenceDate></CollectionDetails></Header><Children>
      \(child("5001", "2024-05-01"))\(child("5002", "2024-02-30"))</Children></Message>
      """
    let page = try #require(try await upload([("cin.xml", census)], by: client).location)
    #expect(try await settled(page, by: client).text.contains("2024-02-30"))
    #expect(try await settled(page + "/refused", by: client).text.contains("cin-refused.xml"))
    let file = try await client.get(page + "/refused/cin-refused.xml")
    #expect(file.headers[.contentType] == "application/xml")
    #expect(file.text.contains("<LAchildID>5002<"))
    #expect(!file.text.contains("5001"))
  }

  @Test func the_same_files_again_are_the_same_submission() async throws {
    let client = try await site.client(as: "data")
    let first = try await upload(ImportRouteTests.files, by: client)
    let again = try await upload(ImportRouteTests.files, by: client)
    #expect(first.location == again.location)
  }

  @Test func what_was_declined_changes_nothing_and_can_be_sent_again() async throws {
    let client = try await site.client(as: "data")
    let page = try #require(try await upload(ImportRouteTests.files, by: client).location)
    let preview = try await settled(page, by: client)
    #expect(try await client.submit(page + "/decline", on: preview).location == "/imports")
    #expect(try await client.get(page).text.contains("Not imported"))
    #expect(try await client.submit(page + "/confirm", on: preview).location == page)
    #expect(try await client.get(page).text.contains("Not imported"))
    _ = try await upload(ImportRouteTests.files, by: client)
    #expect(try await settled(page, by: client).text.contains("Check before importing"))
  }

  @Test func a_second_importer_is_told_who_imports() async throws {
    let client = try await site.client(as: "data")
    let page = try #require(try await upload(ImportRouteTests.files, by: client).location)
    let preview = try await settled(page, by: client)
    try await site.store.takeImportLease(
      holder: "Moss Fable (moss)", authority: TestSite.authority, at: site.clock.now)
    _ = try await client.submit(page + "/confirm", on: preview)
    let told = try await settled(page, by: client)
    #expect(told.text.contains("Moss Fable (moss) is importing now"))
    try await site.store.releaseImportLease(
      holder: "Moss Fable (moss)", authority: TestSite.authority)
    _ = try await client.submit(page + "/confirm", on: told)
    #expect(try await settled(page, by: client).text.contains("Imported"))
  }

  @Test func a_child_under_a_new_number_is_matched_by_a_person() async throws {
    let client = try await site.client(as: "data")
    let first = try #require(try await upload(ImportRouteTests.files, by: client).location)
    let preview = try await settled(first, by: client)
    _ = try await client.submit(first + "/confirm", on: preview)
    _ = try await settled(first, by: client)
    let renumbered = ImportRouteTests.files.map {
      ($0.0, $0.1.replacing("4001,", with: "5001,").replacing("2024", with: "2025"))
    }
    let page = try #require(try await upload(renumbered, by: client, year: "2026").location)
    let asked = try await settled(page, by: client)
    #expect(asked.text.contains("Are these the same children?"))
    let unanswered = try await client.submit(page + "/confirm", on: asked)
    #expect(unanswered.status == 422)
    #expect(unanswered.text.contains("Say whether child 5001 is the same child"))
    _ = try await client.submit(page + "/confirm", on: asked, ["match-5001": "same"])
    _ = try await settled(page, by: client)
    let one = try await client.get("/search?q=4001").text
    let other = try await client.get("/search?q=5001").text
    let link = one.components(between: "href=\"/children/", and: "\"").first
    #expect(link != nil)
    #expect(other.components(between: "href=\"/children/", and: "\"").first == link)
  }

  @Test func an_import_is_undone_after_it_was_shown_and_can_be_made_again() async throws {
    let client = try await site.client(as: "data")
    let page = try #require(try await upload(ImportRouteTests.files, by: client).location)
    let preview = try await settled(page, by: client)
    _ = try await client.submit(page + "/confirm", on: preview)
    let imported = try await settled(page, by: client)
    #expect(imported.text.contains("href=\"\(page)/undo\""))

    let shown = try await client.get(page + "/undo")
    #expect(shown.text.contains("The records of 2 children would be changed"))
    #expect(try await client.get("/search?q=4001").text.contains("/children/"))
    #expect(try await client.submit(page + "/undo", on: shown).location == page)
    let undone = try await settled(page, by: client)
    #expect(undone.text.contains("Import undone") && undone.text.contains("by data"))
    #expect(!(try await client.get("/search?q=4001").text.contains("/children/")))
    #expect(try await client.get("/imports").text.contains("Undone"))
    #expect(try await client.get(page + "/undo").status == 409)

    _ = try await client.submit(page + "/again", on: undone)
    let again = try await settled(page, by: client)
    #expect(again.text.contains("2 new children"))
    _ = try await client.submit(page + "/confirm", on: again)
    #expect(try await settled(page, by: client).text.contains("Imported"))
    #expect(try await client.get("/search?q=4001").text.contains("/children/"))

    let other = try await site.client(as: "moss")
    #expect(try await other.get(page + "/undo").status == 403)
  }

  @Test func what_an_undo_of_many_children_would_change_is_worked_out_in_the_background()
    async throws
  {
    let many = try await TestSite { $0.limits.childrenUndoneAtOnce = 1 }
    let client = try await many.client(as: "data")
    let page = try #require(try await upload(ImportRouteTests.files, by: client).location)
    let preview = try await settled(page, by: client)
    _ = try await client.submit(page + "/confirm", on: preview)
    _ = try await settled(page, by: client)
    let first = try await client.get(page + "/undo")
    #expect(first.headers[.refresh] == "3")
    #expect(first.text.contains("Nothing is changed yet"))
    let shown = try await settled(page + "/undo", by: client)
    #expect(shown.text.contains("The records of 2 children would be changed"), "\(shown.text)")
    #expect(shown.text.contains("This is how the records stood on"))
    #expect(try await client.get("/jobs").text.contains("What an undo of the import of SSDA903"))
    // It outlasts the server, and is not worked out twice.
    let next = try await many.restarted()
    let officer = try await next.client(as: "data")
    let again = try await officer.get(page + "/undo")
    #expect(again.headers[.refresh] == nil && again.text.contains("would be changed"))
    #expect(try await next.store.jobs(of: ["previewingUndo"], ended: 9).count == 1)
    // It tells of children, so somebody else has it worked out for themselves.
    try await next.add(
      Person(
        user: "other", name: "Other Fable", authority: TestSite.authority, roles: [.dataOfficer]))
    let other = try await next.client(as: "other")
    #expect(try await other.get(page + "/undo").headers[.refresh] == "3")
    _ = try await settled(page + "/undo", by: other)
    #expect(try await officer.submit(page + "/undo/preview", on: again).location == page + "/undo")
    _ = try await settled(page + "/undo", by: officer)
    #expect(try await next.store.jobs(of: ["previewingUndo"], ended: 9).count == 3)
    _ = try await officer.submit(page + "/undo", on: again)
    #expect(try await settled(page, by: officer).text.contains("Import undone"))
    #expect(try await officer.get(page + "/undo").status == 409)
  }

  @Test func an_import_that_stopped_half_way_is_undone_or_completed() async throws {
    let client = try await site.client(as: "data")
    let page = try #require(try await upload(ImportRouteTests.files, by: client).location)
    let preview = try await settled(page, by: client)
    #expect(!preview.text.contains("stopped half-way"))
    _ = try await client.submit(page + "/confirm", on: preview)
    _ = try await settled(page, by: client)
    // As a server that was ended in the middle leaves it.
    let number = try #require(page.split(separator: "/").last.flatMap { Int64($0) })
    try await site.store.setState(.interrupted, of: number, progress: "1 of 2 children")
    let next = try await site.restarted().client(as: "data")
    let stopped = try await settled(page, by: next)
    #expect(stopped.text.contains("An import of these files stopped half-way"))
    #expect(stopped.text.contains("href=\"\(page)/undo\""))
    #expect(stopped.forms.contains { $0.action == page + "/confirm" })
    let shown = try await next.get(page + "/undo")
    #expect(try await next.submit(page + "/undo", on: shown).location == page)
    #expect(try await settled(page, by: next).text.contains("Import undone"))
  }

  @Test func an_undo_says_who_imports_where_somebody_does() async throws {
    let client = try await site.client(as: "data")
    let page = try #require(try await upload(ImportRouteTests.files, by: client).location)
    _ = try await client.submit(page + "/confirm", on: try await settled(page, by: client))
    _ = try await settled(page, by: client)
    try await site.store.takeImportLease(
      holder: "Moss Fable (moss)", authority: TestSite.authority, at: site.clock.now)
    let shown = try await client.get(page + "/undo")
    _ = try await client.submit(page + "/undo", on: shown)
    #expect(
      try await settled(page, by: client).text.contains("Moss Fable (moss) is importing now"))
    #expect(try await settled(page, by: client).text.contains("Imported"))
  }

  @Test(arguments: [
    ("empty.csv", ""), ("notes.csv", "a,b\n1,2\n"), ("picture.csv", "\u{0}\u{1}\u{2}PNG"),
    ("cut.xml", "<Message><Header>"),
  ])
  func what_cannot_be_read_is_explained(name: String, text: String) async throws {
    let client = try await site.client(as: "data")
    let answer = try await upload([(name, text)], by: client, year: "")
    #expect(answer.status == 422)
    #expect(answer.text.contains(name))
    #expect(answer.text.contains("There is a problem"))
    #expect(try await site.store.submissions(of: TestSite.authority).isEmpty)
  }

  @Test func no_files_at_all_are_asked_for() async throws {
    let client = try await site.client(as: "data")
    let answer = try await upload([("", "")], by: client)
    #expect(answer.status == 422)
    #expect(answer.text.contains("Choose the files of a return"))
  }

  @Test func a_file_that_does_not_belong_is_named_beside_the_return() async throws {
    let client = try await site.client(as: "data")
    let answer = try await upload(
      ImportRouteTests.files + [("notes.csv", "a,b\n1,2\n")], by: client)
    #expect(answer.status == 200)
    #expect(answer.text.contains("notes.csv"))
    #expect(answer.text.contains("SSDA903, 2024-25"))
  }

  @Test func after_a_restart_it_is_simply_computed_again() async throws {
    let client = try await site.client(as: "data")
    let page = try #require(try await upload(ImportRouteTests.files, by: client).location)
    _ = try await settled(page, by: client)
    let again = try await site.client(as: "data")
    #expect(try await settled(page, by: again).text.contains("Check before importing"))
  }

  @Test func an_import_that_was_stopped_is_completed() async throws {
    let client = try await site.client(as: "data")
    let page = try #require(try await upload(ImportRouteTests.files, by: client).location)
    let id = try #require(Int64(page.dropFirst("/imports/".count)))
    try await site.store.setState(.importing, of: id, progress: nil)
    let preview = try await settled(page, by: client)
    #expect(preview.text.contains("stopped half-way"))
    _ = try await client.submit(page + "/confirm", on: preview)
    #expect(try await settled(page, by: client).text.contains("Imported"))
  }
}

extension TestClient {
  /// Sends a form with files, as a browser does.
  func send(
    files: [(name: String, text: String)], field: String, to action: String, on page: Answer,
    _ answers: KeyValuePairs<String, String>
  ) async throws -> Answer {
    guard let form = page.forms.first(where: { $0.action == action }) else {
      throw NoSuchForm(action: action, page: page.text)
    }
    var parts = form.fields.filter { field in
      field.name == FormToken.field
    }.map { ($0.name, $0.value) }
    parts += answers.map { ($0.key, $0.value) }
    var body = ""
    for (name, value) in parts {
      body += "--edge\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }
    for (name, text) in files {
      body +=
        "--edge\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"\r\n"
        + "Content-Type: application/octet-stream\r\n\r\n\(text)\r\n"
    }
    body += "--edge--\r\n"
    return try await send(
      .post, action, headers: [.contentType: "multipart/form-data; boundary=edge"],
      body: Array(body.utf8))
  }
}

extension HTTPField.Name {
  static let refresh = constant("Refresh")
}
