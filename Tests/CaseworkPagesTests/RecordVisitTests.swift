import CareRecord
import CaseworkPages
import CivilTime
import HTML
import Store
import Testing

@Suite struct RecordVisitTests {
  let sample: Sample
  let offered: [VisitedChild]

  init() throws {
    sample = try Sample()
    let today = sample.today
    let names = ["Ada", "Ben", "Cleo", "Dov", "Eli", "Fay", "Gus"]
    let headlines = names.enumerated().map { [sample] index, name in
      sample.headline(Int64(index + 1), "\(name) Example")
    }
    let unborn = sample.headline(20, "", born: nil, expected: "2027-02-01")
    offered = (headlines + [unborn]).map { VisitedChild($0, today: today) }
  }

  /// A form in which everything is filled in, for the first so many children.
  private func answers(
    _ children: Int = 2, _ changes: [String: String?] = [:], also: [VisitedChild] = []
  ) -> Answers {
    var identifiers = IdentifierSource(milliseconds: { 1_795_000_000_000 })
    let chosen = offered.prefix(children) + also
    var answers = RecordVisit.begin(with: chosen.map(\.subject), identifiers: &identifiers)
    RecordVisit.identify(&answers, &identifiers)
    answers["on-day"] = "19"
    answers["on-month"] = "11"
    answers["on-year"] = "2026"
    answers["purpose"] = "childProtection"
    answers["place"] = "At home"
    answers["note"] = "We all sat in the kitchen."
    for child in chosen where !also.contains(child) {
      answers["seen-\(child.subject.id.text)"] = "yes"
      answers["alone-\(child.subject.id.text)"] = "yes"
      answers["own-\(child.subject.id.text)"] = "Own text of \(child.subject.id.raw)"
    }
    for (name, value) in changes { answers[name] = value }
    return answers
  }

  private func read(_ answers: Answers) -> VisitReading {
    VisitReading(
      answers, offered: offered, today: sample.today, workingDays: sample.setting.workingDays)
  }

  private var ada: String { offered[0].subject.id.text }
  private var ben: String { offered[1].subject.id.text }

  // MARK: - Facts

  @Test func a_visit_is_one_fact_of_all_the_children_and_one_of_each() throws {
    let visit = try #require(read(answers(3)).visit)
    let changes = visit.changes()
    #expect(changes.count == 4)
    #expect(changes[0].subjects == offered.prefix(3).map(\.subject))
    #expect(changes[0].fact == visit.id)
    #expect(changes[0].replaces == 0)
    for (change, child) in zip(changes.dropFirst(), offered) {
      #expect(change.subjects == [child.subject], "nobody's own paragraph is in another's record")
      guard case .put(let fact) = change.body, let part = fact as? ChildAtVisit else {
        Issue.record("a part is put")
        continue
      }
      #expect(part.visit == visit.id)
      #expect(part.on == day("2026-11-19"))
      #expect(part.childSeen)
      #expect(part.childSeenAlone == true)
      #expect(part.note.text == "Own text of \(child.subject.id.raw)")
      #expect(part.allProblems().isEmpty)
    }
    #expect(visit.fact.allProblems().isEmpty)
    #expect(visit.fact.purpose == "childProtection")
  }

  @Test func a_text_is_kept_exactly_as_it_was_typed() throws {
    let text = "  First line\n\n\tSecond – “line” <b>\n"
    let visit = try #require(read(answers(1, ["note": text])).visit)
    #expect(visit.fact.note.text == text)
  }

  @Test func six_children_can_be_chosen_and_seven_cannot() {
    #expect(read(answers(6)).visit?.parts.count == 6)
    let seven = read(answers(7))
    #expect(seven.visit == nil)
    #expect(seven.form.errors.map(\.name) == ["child"])
    #expect(
      !ChooseChildrenPage(
        for: offered[0].subject, offered: offered,
        ticked: offered.prefix(7).map(\.subject.id.text)
      ).mayGoOn)
  }

  @Test func nobody_is_asked_to_see_a_child_who_is_not_born_yet() throws {
    let visit = try #require(read(answers(1, also: [offered[7]])).visit)
    #expect(visit.parts.count == 2)
    #expect(visit.parts[1].fact.childSeen == false)
    #expect(visit.parts[1].fact.childSeenAlone == nil)
  }

  // MARK: - What is missing

  @Test func what_is_missing_is_said_field_by_field() {
    let cases: [(change: [String: String?], field: String, message: String)] = [
      (["on-day": nil, "on-month": nil, "on-year": nil], "on", "Enter the date of the visit"),
      (["on-day": "31", "on-month": "2"], "on", "The date of the visit must be a real date"),
      (["on-day": "22"], "on", "The date of the visit must be today or in the past"),
      (["purpose": nil], "purpose", "Choose what the visit was for"),
      (["seen-\(ada)": nil], "seen-\(ada)", "Say whether Ada was seen"),
      (["alone-\(ada)": nil], "alone-\(ada)", "Say whether Ada was seen alone"),
      (["seen-\(ada)": "no", "own-\(ada)": ""], "own-\(ada)", "Say why Ada was not seen"),
      (["alone-\(ada)": "no", "own-\(ada)": " "], "own-\(ada)", "Say why Ada was not seen alone"),
      (["note": "", "own-\(ben)": ""], "note", "Say what happened, here or for each child"),
    ]
    for (change, field, message) in cases {
      let reading = read(answers(2, change))
      #expect(reading.visit == nil)
      #expect(
        reading.form.errors == [FieldError(field, message, part: reading.form.errors.first?.part)])
    }
  }

  @Test func a_text_about_a_child_who_is_not_ticked_is_never_dropped() throws {
    var typed = answers(2)
    typed.set("child", to: [ada])
    let reading = read(typed)
    #expect(reading.visit == nil)
    #expect(reading.form.errors.map(\.name) == ["own-\(ben)"])
    let page = RecordVisitPage(
      for: offered[0].subject, typed, offered: offered, draft: draft, reading: reading
    ).page(in: sample.setting)
    #expect(page.text.contains("Own text of 2"))
  }

  @Test(arguments: [("13", false), ("12", true)])
  func more_than_five_working_days_ago_warns_and_does_not_stop(
    _ dayOfMonth: String, _ isLate: Bool
  ) {
    // Today is Saturday 21 November: Friday 13 is five working days ago.
    let reading = read(answers(1, ["on-day": dayOfMonth]))
    #expect(reading.visit != nil)
    #expect((reading.warning != nil) == isLate)
  }

  @Test func after_saving_a_late_visit_says_so_and_leads_to_every_record() throws {
    var fact = Visit()
    fact.on = day("2026-11-02")
    let held = Held(id: FactID(raw: 5), version: 1, known: moment("2026-11-20"), fact)
    let page = VisitSavedPage(
      held, of: offered[0].subject, children: offered.prefix(2).map { ($0, nil) },
      in: sample.setting
    ).page(in: sample.setting)
    #expect(page.words.contains("Recorded late: 14 working days after the visit."))
    for child in offered.prefix(2) {
      #expect(page.text.contains("href=\"\(Link.record(of: child.subject).text)\""))
    }
  }

  // MARK: - The form

  private var draft: DraftFields {
    DraftFields(
      key: "record-visit/x", version: 3, page: "/children", title: "Visit", writer: "w",
      saved: moment("2026-11-21", 9, 58))
  }

  @Test func a_child_who_is_added_later_keeps_what_was_typed() {
    var typed = answers(2)
    typed.set("child", to: [ada, ben, offered[2].subject.id.text])
    let page = RecordVisitPage(for: offered[0].subject, typed, offered: offered, draft: draft)
      .page(in: sample.setting)
    #expect(page.words.contains("Was Cleo seen?"))
    for text in ["We all sat in the kitchen.", "Own text of 1", "Own text of 2"] {
      #expect(page.text.contains(text))
    }
  }

  @Test func every_answer_is_on_the_page_again_and_the_draft_says_when_it_was_saved() {
    let typed = answers(2)
    let page = RecordVisitPage(for: offered[0].subject, typed, offered: offered, draft: draft)
      .page(in: sample.setting)
    for field in typed.fields {
      #expect(page.text.contains("name=\"\(field.name)\""), "\(field.name) is asked or carried")
    }
    #expect(page.words.contains("Draft saved at 9:58am"))
    #expect(page.text.contains("data-autosave=\"/drafts\""))
    #expect(page.words.contains("Save draft"))
  }

  // MARK: - Two versions

  private func theirs(_ text: String) -> FactConflict {
    var visit = Visit()
    visit.on = day("2026-11-19")
    visit.purpose = "childProtection"
    visit.place = "At home"
    visit.note = Narrative(text)
    return FactConflict(
      fact: FactID(text: answers(1)["visit"] ?? "") ?? FactID(raw: 0),
      theirs: FactVersion(
        version: 2, fact: visit, author: Author("dana", through: "web"), authorName: "Dana Lee",
        known: moment("2026-11-21", 10, 1), recorded: nil, reason: nil))
  }

  /// The answers that the page of a conflict sends, with the choice made.
  private func sent(_ conflict: WritingConflict, keeping choice: String) -> Answers {
    let page = WritingConflictPage(conflict, draft: draft, sendingTo: "/children")
      .page(in: sample.setting).text
    var fields = hiddenFields(in: page)
    fields.append(DraftField(name: "keep-note", value: choice))
    return Answers(fields)
  }

  @Test(arguments: ["mine", "theirs", "both"])
  func whichever_text_is_kept_the_other_stays_readable(_ choice: String) {
    var mine = answers(1)
    let visit = mine["visit"] ?? ""
    let conflict = RecordVisit.conflict(
      mine,
      with: [
        FactConflict(
          fact: FactID(text: visit) ?? FactID(raw: 0), theirs: theirs("Dana's words").theirs)
      ], offered: offered, in: sample.setting)
    let page = WritingConflictPage(conflict, draft: draft, sendingTo: "/children")
      .page(in: sample.setting)
    #expect(page.words.contains("Dana's words"))
    #expect(page.words.contains("We all sat in the kitchen."))
    #expect(page.words.contains("Dana Lee saved a change on 21 November 2026 at 10:01am"))

    let merged = WritingConflict.resolve(sent(conflict, keeping: choice))
    #expect(merged["base"] == "2", "the next save stands on their version")
    let everything = merged.fields.map(\.value).joined(separator: "\n")
    #expect(everything.contains("Dana's words"))
    #expect(everything.contains("We all sat in the kitchen."))
    let kept = ["mine": "We all sat in the kitchen.", "theirs": "Dana's words"][choice]
    #expect(merged["note"] == kept ?? "We all sat in the kitchen.\n\nDana's words")
    #expect(WritingConflict.setAside(in: merged).count == (choice == "both" ? 0 : 1))
    mine = merged
    let form = RecordVisitPage(for: offered[0].subject, mine, offered: offered, draft: draft)
      .page(in: sample.setting)
    #expect(form.text.contains("Dana&#39;s words"), "and stands on the form")
    #expect(form.text.contains("We all sat in the kitchen."))
  }

  @Test func the_same_form_sent_twice_is_no_conflict() {
    let mine = answers(1)
    let conflict = RecordVisit.conflict(
      mine,
      with: [
        FactConflict(
          fact: FactID(text: mine["visit"] ?? "") ?? FactID(raw: 0),
          theirs: theirs("We all sat in the kitchen.").theirs)
      ], offered: offered, in: sample.setting)
    #expect(conflict.isEmpty)
  }

  @Test func two_windows_show_both_drafts() {
    let other = Draft(
      key: "record-visit/x", user: "sam.okoro",
      fields: answers(1, ["note": "From the other window"]).fields, version: 4,
      saved: moment("2026-11-21", 10, 2), subjects: [])
    let mine = answers(1)
    let conflict = RecordVisit.conflict(
      mine, withDraft: other, offered: offered, in: sample.setting)
    let page = WritingConflictPage(conflict, draft: draft, sendingTo: "/children")
      .page(in: sample.setting)
    #expect(page.words.contains("You have written this in two windows"))
    let merged = WritingConflict.resolve(sent(conflict, keeping: "both"))
    #expect(merged["note"] == "We all sat in the kitchen.\n\nFrom the other window")
  }

  @Test func a_visit_of_the_same_day_is_found_and_can_be_added_to() throws {
    let mine = answers(2)
    let composed = try #require(read(mine).visit)
    var record = ChildRecord(offered[0].subject)
    var fact = Visit()
    fact.on = day("2026-11-19")
    fact.note = "What Dana wrote"
    let held = Held(id: FactID(raw: 900), version: 1, known: moment("2026-11-20"), fact)
    record[Visit.self] = [held]
    let found = SameDayVisit.visits(like: composed, in: [record])
    #expect(found.map(\.visit.id) == [FactID(raw: 900)])

    let page = SameDayPage(
      for: offered[0].subject, mine,
      existing: [
        SameDayVisit(held, of: offered[0].subject, by: "Dana Lee", children: [offered[0]])
      ], draft: draft
    ).page(in: sample.setting)
    #expect(page.words.contains("Dana Lee recorded a visit on 19 November 2026 to Ada Example"))
    for field in mine.fields {
      #expect(page.text.contains("name=\"\(field.name)\""), "\(field.name) is carried")
    }

    var part = ChildAtVisit()
    part.childSeen = true
    part.childSeenAlone = true
    part.note = "Dana about Ada"
    let existing = RecordVisit.begin(
      changing: held,
      parts: [
        (offered[0].subject, Held(id: FactID(raw: 901), version: 1, known: held.known, part))
      ])
    let conflict = RecordVisit.adding(
      mine, to: existing, by: "Dana Lee", offered: offered, in: sample.setting)
    let merged = WritingConflict.resolve(sent(conflict, keeping: "both"))
    #expect(merged["visit"] == FactID(raw: 900).text)
    #expect(merged["part-\(ada)"] == FactID(raw: 901).text)
    #expect(merged["note"] == "We all sat in the kitchen.\n\nWhat Dana wrote")
    #expect(merged["own-\(ada)"] == "Own text of 1\n\nDana about Ada")
    #expect(merged["own-\(ben)"] == "Own text of 2")
    #expect(read(merged).form.errors.map(\.name) == ["why"])
    var ready = merged
    ready["why"] = "I was there too"
    let added = try #require(read(ready).visit)
    #expect(added.id == FactID(raw: 900))
    #expect(added.children == [offered[0].subject, offered[1].subject])
    #expect(added.changes(from: held).first?.replaces == 1)
  }

  // MARK: - Changing a visit

  @Test func a_change_needs_a_reason_and_leaves_alone_what_is_the_same() throws {
    var fact = Visit()
    fact.on = day("2026-11-19")
    fact.purpose = "childProtection"
    fact.note = "As it was"
    let held = Held(id: FactID(raw: 900), version: 3, known: moment("2026-11-20"), fact)
    var parts: [Subject: Held<ChildAtVisit>] = [:]
    for (index, child) in offered.prefix(2).enumerated() {
      var part = ChildAtVisit()
      part.visit = held.id
      part.on = fact.on
      part.childSeen = true
      part.childSeenAlone = true
      part.note = "Part"
      parts[child.subject] = Held(
        id: FactID(raw: 901 + Int64(index)), version: 1, known: held.known, part)
    }
    let both = offered.prefix(2).compactMap { child in
      parts[child.subject].map { (child.subject, $0) }
    }
    var typed = RecordVisit.begin(changing: held, parts: both)
    #expect(read(typed).form.errors.map(\.name) == ["why"])
    typed["why"] = "A word was wrong"
    typed["own-\(ben)"] = "Another word"
    let visit = try #require(read(typed).visit)
    let changes = visit.changes(from: held, parts: parts)
    #expect(changes.map(\.fact) == [FactID(raw: 902)])
    #expect(changes.first?.replaces == 1)
    #expect(changes.first?.reason == "A word was wrong")

    typed.set("child", to: [ada])
    typed["own-\(ben)"] = ""
    let without = try #require(read(typed).visit)
    let withdrawn = without.changes(from: held, parts: parts)
    #expect(withdrawn.count == 2, "the visit leaves Ben's record, and so does what it said of him")
    #expect(withdrawn[0].subjects == [offered[0].subject])
    guard case .withdraw = withdrawn[1].body else {
      Issue.record("the part of a child who is no longer ticked is withdrawn")
      return
    }
  }

  // MARK: - The other task

  @Test func a_case_note_is_the_same_kind_of_task() throws {
    let subject = offered[0].subject
    var typed = AddCaseNote.begin(FactID(raw: 70), today: sample.today)
    #expect(
      AddCaseNote.read(typed, of: subject, today: sample.today).form.errors.map(\.name) == [
        "title", "note",
      ])
    typed["title"] = "A call from school"
    typed["note"] = "Mine"
    let change = try #require(AddCaseNote.read(typed, of: subject, today: sample.today).change)
    #expect(change.subjects == [subject])
    #expect(change.replaces == 0)
    var other = CaseNote()
    other.on = sample.today
    other.title = "A call from school"
    other.note = "Theirs"
    let conflict = AddCaseNote.conflict(
      typed,
      with: FactConflict(
        fact: FactID(raw: 70),
        theirs: FactVersion(
          version: 1, fact: other, author: Author("dana", through: "web"), authorName: "Dana Lee",
          known: sample.setting.at, recorded: nil, reason: nil)))
    let merged = WritingConflict.resolve(sent(conflict, keeping: "both"))
    #expect(merged["note"] == "Mine\n\nTheirs")
    #expect(merged["base"] == "1")
  }
}

/// The hidden fields of a page, unescaped: what a browser would send with the form.
private func hiddenFields(in page: String) -> [DraftField] {
  page.components(of: "<input type=\"hidden\" name=\"").dropFirst().compactMap {
    part -> DraftField? in
    let pieces = String(part).components(of: "\" value=\"")
    guard pieces.count > 1 else { return nil }
    let value = String(String(pieces[1]).components(of: "\">")[0])
    return DraftField(
      name: String(pieces[0]),
      value: value.replacing("&#39;", with: "'").replacing("&quot;", with: "\"")
        .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&"))
  }
}
