import Access
import CareRecord
import CivilTime
import Exchange
import Foundation
import Returns
import Store
import Testing

/// An import taken back leaves the records as if it had never been, and what people did since.
@Suite struct ImportUndoTests {
  @Test func a_child_who_was_new_is_in_no_list_search_or_return_afterwards() async throws {
    try await Site.with { site in
      try await site.take([Made.header(Made.ada), Made.episodes(Made.open)], year: "2025-26")
      #expect(try await site.listed() == ["77"])
      let undo = try await site.undo(.run(1))
      let seen = try await undo.preview()
      #expect(seen.changedChildren == 1 && seen.emptiedChildren == 1)
      #expect(seen.withdrawnFacts["Placement"] == 1)
      #expect(try await site.listed() == ["77"])

      let report = try await undo.apply()
      #expect(report.withdrawnFacts == seen.withdrawnFacts && report.left.isEmpty)
      #expect(try await site.record(of: "77") == nil)
      #expect(try await site.listed() == [])
      #expect(try await site.found("77") == 0)
      #expect(try await site.export("ssda903", "2025-26").values.allSatisfy { $0.count <= 1 })
      #expect(
        try await site.export("cin", "2025-26").values.joined().contains { $0.contains("77") }
          == false)
      let submission = try #require(try await site.store.submissions(of: .fictional).first)
      #expect(submission.state == .undone)
      #expect(try await site.store.files(of: submission.id).count == 2)
      let run = try #require(try await site.store.importRuns().first)
      #expect(run.undoneBy == "olive" && run.children == 1)
    }
  }

  @Test(arguments: ["ssda903", "cin"])
  func undoing_the_later_of_two_years_gives_the_record_after_the_first(name: String) async throws {
    try await Site.with { site in
      let years = try Sample.years(of: name)
      let (first, second) = (years[0], years[1])
      _ = try await site.intake().apply(first, decisions: .undecided)
      let before = try await site.everything()
      _ = try await site.intake().apply(second, decisions: .undecided)
      #expect(try await site.everything() != before)
      let report = try await site.undo(.run(2)).apply()
      #expect(report.left.isEmpty)
      #expect(try await site.everything() == before)
      // And again, as the first time.
      _ = try await site.intake().apply(second, decisions: .undecided)
      let year = second.year.description
      let again = try await site.export(name, year)
      try await site.undo(.run(3)).apply()
      try await site.undo(.run(1)).apply()
      #expect(try await site.everything() == [:])
      #expect(try await site.store.submissions(of: .fictional).allSatisfy { $0.state == .undone })
      _ = try await site.intake().apply(first, decisions: .undecided)
      _ = try await site.intake().apply(second, decisions: .undecided)
      #expect(try await site.export(name, year) == again)
    }
  }

  @Test func the_order_in_which_two_imports_are_undone_makes_no_difference() async throws {
    try await Site.with { site in
      let years = try Sample.years(of: "ssda903")
      _ = try await site.intake().apply(years[0], decisions: .undecided)
      _ = try await site.intake().apply(years[1], decisions: .undecided)
      let undo = try await site.undo(.run(1))
      #expect(undo.laterRuns.map(\.number) == [2])
      try await undo.apply()
      try await site.undo(.run(2)).apply()
      #expect(try await site.everything() == [:])
    }
  }

  @Test func what_a_person_changed_or_wrote_since_stays_with_who_the_child_is() async throws {
    try await Site.with { site in
      try await site.take([Made.header(Made.ada), Made.episodes(Made.open)], year: "2025-26")
      let record = try #require(try await site.record(of: "77"))
      var placement = try #require(record[Placement.self].first)
      placement.fact.provider = "PR4"
      var note = CaseNote()
      note.on = try #require(Day(iso: "2026-01-05"))
      note.title = "A call"
      try await site.commit([
        Change(
          placement.id, replaces: placement.version, of: [record.subject], .put(placement.fact),
          reason: "the provider was wrong"),
        .new(note, id: FactID(raw: 99), of: [record.subject]),
      ])
      let report = try await site.undo(.run(1)).apply()
      let left = try #require(report.left.first { $0.kind == "Placement" })
      #expect(left.child == "77" && left.reason == .changedSince && left.author == "olive")
      let after = try #require(try await site.record(of: "77"))
      #expect(after[Placement.self].map(\.provider?.text) == ["PR4"])
      #expect(after[CaseNote.self].map(\.title) == ["A call"])
      #expect(after.identity?.birthDate == Day(iso: "2014-03-04"))
      #expect(after[LegalStatusSpan.self].isEmpty)
      // The same files find the same child again, and nobody twice.
      try await site.take([Made.header(Made.ada), Made.episodes(Made.open)], year: "2025-26")
      #expect(try await site.listed() == ["77"])
    }
  }

  @Test func a_fact_that_the_import_changed_is_put_back() async throws {
    try await Site.with { site in
      try await site.take([Made.header(Made.ada), Made.episodes(Made.open)], year: "2025-26")
      let before = try await site.everything()
      let ada = Made.ada.replacingOccurrences(of: "WBRI", with: "MWBC")
      let report = try await site.take(
        [Made.header(ada), Made.episodes(Made.open)], year: "2025-26")
      #expect(!report.changedFacts.isEmpty)
      let undone = try await site.undo(.run(2)).apply()
      #expect(!undone.restoredFacts.isEmpty)
      #expect(try await site.everything() == before)
    }
  }

  @Test func an_undo_that_stopped_is_completed_and_changes_nothing_twice() async throws {
    try await Site.with { site in
      try await site.take([Made.header(Made.ada), Made.episodes(Made.open)], year: "2025-26")
      let undo = try await site.undo(.run(1))
      try await undo.apply()
      // As if it had stopped after the last child and before its end was written down.
      let again = try await undo.apply()
      #expect(again.changesNothing && again.left.isEmpty)
      #expect(try await site.everything() == [:])
    }
  }

  @Test func while_an_undo_is_half_way_the_files_are_not_imported() async throws {
    try await Site.with { site in
      try await site.take([Made.header(Made.ada)], year: "2025-26")
      let submission = try #require(try await site.store.submissions(of: .fictional).first)
      try await site.store.setState(.undoing, of: submission.id, progress: nil)
      await #expect(throws: StoreUnavailable.self) {
        try await site.take([Made.header(Made.ada)], year: "2025-26")
      }
      try await site.undo(.submission(submission.id)).apply()
      try await site.take([Made.header(Made.ada)], year: "2025-26")
      #expect(try await site.listed() == ["77"])
    }
  }

  @Test func an_import_that_stopped_and_was_completed_is_undone_as_one() async throws {
    try await Site.with { site in
      try await site.take([Made.header(Made.ada)], year: "2025-26")
      try await site.take([Made.header(Made.ada)], year: "2025-26")
      let submission = try #require(try await site.store.submissions(of: .fictional).first)
      let undo = try await site.undo(.submission(submission.id))
      #expect(undo.runs.count == 2 && undo.title == "Imports 1 and 2")
      try await undo.apply()
      #expect(try await site.everything() == [:])
      await #expect(throws: StoreUnavailable.self) { try await site.undo(.run(1)) }
      await #expect(throws: StoreUnavailable.self) {
        try await site.undo(.submission(submission.id))
      }
    }
  }

  @Test func nobody_undoes_while_somebody_imports() async throws {
    try await Site.with { site in
      try await site.take([Made.header(Made.ada)], year: "2025-26")
      // The same person in another window too.
      for holder in ["Sorrel Finch (sorrel)", "Olive Teasel (olive)"] {
        try await site.store.takeImportLease(
          holder: holder, authority: .fictional, at: Site.now)
        let error = await #expect(throws: StoreUnavailable.self) {
          try await site.undo(.run(1)).apply()
        }
        #expect(error?.publicDescription.contains(holder) == true)
        try await site.store.releaseImportLease(holder: holder, authority: .fictional)
      }
      #expect(try await site.listed() == ["77"])
    }
  }

  @Test func somebody_who_may_not_import_may_not_undo() async throws {
    try await Site.with { site in
      try await site.take([Made.header(Made.ada)], year: "2025-26")
      let worker = Person(
        user: "wren", name: "Wren", authority: .fictional, roles: [.socialWorker, .teamManager])
      await #expect(throws: ReadRefused.self) { try await site.undo(.run(1), by: worker) }
      let reading = Reading(
        by: worker, at: Site.now, today: Site.now.inLondon.day, purpose: "test")
      await #expect(throws: ReadRefused.self) {
        try await site.store.importedChildren(
          of: [1], withFactsOf: [], after: nil, limit: 1, for: reading)
      }
    }
  }
}

/// The years of a return that stand among the samples, the earliest first.
enum Sample {
  static func years(of name: String) throws -> [ReceivedReturn] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: name == "cin" ? "Samples/cin" : "Samples/ssda903-history")
      .path(percentEncoded: false)
    let files = ReturnFiles(paths: [folder]).files
    if name == "cin" {
      let given = try #require(files.first { $0.name.contains("2021") })
      // Next year's census says the same of the same children.
      return try ["2020-21", "2021-22"].map { year in
        let read = ReceivedReturn.read(
          ReturnFiles(uploads: [(given.name, given.received)]), year: CollectionYear(year))
        return try #require(read.returns.first)
      }
    }
    let years = Dictionary(grouping: files) { String($0.name.prefix(4)) }
    return try years.keys.sorted().prefix(2).map { year in
      let given = ReturnFiles(uploads: (years[year] ?? []).map { ($0.name, someChildren(of: $0)) })
      return try #require(ReceivedReturn.read(given).returns.first)
    }
  }
}

extension Sample {
  /// The rows of one child in ten: enough to see every kind of fact, so few that it takes no time.
  private static func someChildren(of file: SourceFile) -> [UInt8] {
    let lines = String(decoding: file.received, as: UTF8.self).split(whereSeparator: \.isNewline)
    let rows = lines.dropFirst().filter { $0.prefix { $0 != "," }.hasSuffix("7") }
    return Array((lines.prefix(1) + rows).joined(separator: "\n").utf8)
  }
}

extension Site {
  static func with(_ test: (Site) async throws -> Void) async throws {
    let site = try await Site()
    defer { site.remove() }
    try await test(site)
    #expect(try await site.store.verify().findings == [])
  }

  func undo(_ which: ImportUndo.Which, by person: Person? = nil) async throws -> ImportUndo {
    try await ImportUndo(which, in: store, by: person ?? officer, clock: { Site.now })
  }

  func commit(_ changes: [Change]) async throws {
    let commit = Commit(
      by: Author("olive", through: "test"), at: Site.now, origin: .received, changes)
    _ = try await store.commit(commit, by: officer)
  }

  private var reading: Reading {
    Reading(by: officer, at: Site.now, today: Site.now.inLondon.day, purpose: "test")
  }

  /// The numbers of the children whom the list shows.
  func listed() async throws -> [String] {
    try await store.children(ChildList(), for: reading).children.compactMap(\.laChildID).sorted()
  }

  func found(_ query: String) async throws -> Int {
    try await store.search(query, limit: 10, for: reading).count
  }

  /// Every fact held of every child, by the child's number, without identifiers and versions.
  func everything() async throws -> [String: [String]] {
    let all = Collected()
    try await store.forEachRecord(of: .child, purpose: "test", for: reading) { records in
      for record in records where !record.isEmpty {
        all.add(
          record.identifier(.laChildID) ?? "",
          record.all.map { "\($0.kind.name) \($0.fact.cells)" }.sorted())
      }
    }
    return all.found
  }
}

/// `@unchecked`: the store hands out one batch after the other.
private final class Collected: @unchecked Sendable {
  var found: [String: [String]] = [:]
  func add(_ child: String, _ facts: [String]) { found[child, default: []] += facts }
}
