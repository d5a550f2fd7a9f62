import Access
import CareRecord
import CivilTime
import Measures
import Testing

@testable import Store

/// Figures from stored spans, and who is in them.
@Suite struct MeasureConformance {
  private func run(
    _ maker: StoreMaker, _ test: @Sendable (DatabaseStore) async throws -> Void
  ) async throws {
    try await maker.withDatabase { database in
      let store = try await database.open()
      try await test(store)
      #expect(try await store.verify().findings == [])
      #expect(try await store.rebuild().isEqual)
      try await store.close()
    }
  }

  private func care(_ from: String, _ to: String? = nil) -> CarePeriod {
    var period = CarePeriod()
    (period.from, period.to) = (day(from), to.map(day))
    period.reasonCeased = to == nil ? nil : "E4A"
    return period
  }

  private func keep(_ changes: Change..., in store: DatabaseStore) async throws {
    _ = try await store.commit(.received(changes), by: .officer)
  }

  private func figure(
    _ indicator: String, at on: String, _ store: DatabaseStore, for person: Person = .officer
  ) async throws -> String {
    let figures = try await store.figures(at: [day(on)], of: [indicator], for: .by(person))
    return figures.map { figure in
      figure.denominator.map { "\(figure.numerator)/\($0)" } ?? "\(figure.numerator)"
    }.joined(separator: ", ")
  }

  /// Three children: in care for ever, for a time, and on a plan.
  private func fill(_ store: DatabaseStore) async throws {
    var plan = ChildProtectionPlan()
    plan.from = day("2024-03-31")
    try await keep(
      .new(identity("Ann", "Ash"), id: fact(1), of: [child(1)]),
      .new(care("2025-04-10"), id: fact(2), of: [child(1)]),
      .new(allocation("SW123"), id: fact(3), of: [child(1)]),
      .new(identity("Ben", "Brook"), id: fact(4), of: [child(2)]),
      .new(care("2025-05-31", "2025-08-01"), id: fact(5), of: [child(2)]),
      .new(identity("Cleo", "Copse"), id: fact(6), of: [child(3)]),
      .new(plan, id: fact(7), of: [child(3)]), in: store)
  }

  @Test(arguments: StoreMaker.all)
  func a_day_on_which_one_child_goes_and_another_comes_is_no_fault(_ maker: StoreMaker) async throws
  {
    try await run(maker) { store in
      try await keep(.new(care("2025-04-10", "2025-08-01"), id: fact(1), of: [child(1)]), in: store)
      // What changes on the first of August is nothing now.
      try await keep(.new(care("2025-08-01"), id: fact(2), of: [child(2)]), in: store)
      #expect(try await store.verify().findings == [])
    }
  }

  @Test(arguments: StoreMaker.all)
  func the_figure_of_any_day_is_that_of_the_records(_ maker: StoreMaker) async throws {
    try await run(maker) { store in
      try await fill(store)
      for (on, figure) in [
        ("2025-04-09", "0"), ("2025-04-10", "1"), ("2025-05-30", "1"), ("2025-05-31", "2"),
        ("2025-07-31", "2"), ("2025-08-01", "1"), ("2026-11-21", "1"),
      ] {
        #expect(try await self.figure("claRate", at: on, store) == figure, "\(on)")
      }
      #expect(try await figure("longCpPlans", at: "2026-03-30", store) == "0/1")
      #expect(try await figure("longCpPlans", at: "2026-03-31", store) == "1/1")
      let today = try await store.figures(at: [day("2026-11-21")], of: nil, for: .by(.officer))
      #expect(today.map(\.indicator) == MeasureRegister.indicators.map(\.id))
    }
  }

  @Test(arguments: StoreMaker.all)
  func many_days_at_once_are_each_as_if_asked_for_alone(_ maker: StoreMaker) async throws {
    try await run(maker) { store in
      try await fill(store)
      var days = (0..<30).map { day("2024-06-30").adding(months: $0) }
      days += [day("2025-04-09"), day("2025-04-10"), day("2025-06-01"), day("2024-01-01")]
      let together = try await store.figures(at: days, of: nil, for: .by(.officer))
      var totals = MeasuredTotals(at: days.filter { $0 <= TestClock.start.inLondon.day })
      for number: Int64 in 1...3 {
        let seen = try await store.record(of: child(number), for: .by(.officer))
        totals.add(seen.record)
      }
      #expect(together == totals.figures)
      #expect(together.contains { $0.numerator > 0 })
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_change_moves_the_figures_of_the_past_with_it(_ maker: StoreMaker) async throws {
    try await run(maker) { store in
      try await fill(store)
      try await keep(
        .put(care("2025-06-15", "2025-08-01"), over: 1, id: fact(5), of: [child(2)]), in: store)
      #expect(try await figure("claRate", at: "2025-06-14", store) == "1")
      #expect(try await figure("claRate", at: "2025-06-15", store) == "2")
      try await keep(
        .withdraw("care_period", over: 2, id: fact(5), of: [child(2)], reason: "Not this child."),
        in: store)
      #expect(try await figure("claRate", at: "2025-06-15", store) == "1")
      #expect(try await figure("claCeaseRate", at: "2025-12-31", store) == "0")
    }
  }

  @Test(arguments: StoreMaker.all)
  func nobody_knows_a_day_to_come(_ maker: StoreMaker) async throws {
    try await run(maker) { store in
      try await fill(store)
      #expect(try await figure("claRate", at: "2026-11-22", store) == "")
      let page = try await store.children(
        in: MeasureList("claRate", at: day("2026-11-22")), for: .by(.officer))
      #expect(page.lines.isEmpty && page.total == 0 && page.others == 0)
    }
  }

  @Test(arguments: StoreMaker.all)
  func who_is_in_it_is_shown_as_far_as_the_scope_goes(_ maker: StoreMaker) async throws {
    try await run(maker) { store in
      try await fill(store)
      func names(_ person: Person, _ on: String = "2025-06-30") async throws -> String {
        let page = try await store.children(
          in: MeasureList("claRate", at: day(on)), for: .by(person))
        let names = page.lines.map(\.child.name).joined(separator: ", ")
        return "\(names) of \(page.total), others \(page.others)"
      }
      #expect(try await names(.officer) == "Ann Ash, Ben Brook of 2, others 0")
      #expect(try await names(.worker) == "Ann Ash of 1, others 1")
      // A manager's team and those whom nobody is allocated to.
      #expect(try await names(.manager) == "Ann Ash, Ben Brook of 2, others 0")
      #expect(try await names(.officer, "2025-09-01") == "Ann Ash of 1, others 0")
      #expect(try await figure("claRate", at: "2025-06-30", store, for: .worker) == "2")
      for person in [Person.custodian, .stranger] {
        await #expect(throws: ReadRefused.self) { try await names(person) }
        await #expect(throws: ReadRefused.self) {
          try await figure("claRate", at: "2025-06-30", store, for: person)
        }
      }
    }
  }

  /// The average of one child is that child's score.
  @Test(arguments: StoreMaker.all)
  func an_average_of_few_is_for_those_alone_who_may_list_every_child(
    _ maker: StoreMaker
  ) async throws {
    try await run(maker) { store in
      for number: Int64 in 1...6 {
        var score = StrengthsAndDifficultiesScore()
        (score.year, score.score) = (2026, 10)
        try await keep(
          .new(identity("Ann", "Ash"), id: fact(number * 10), of: [child(number)]),
          .new(care("2024-04-10"), id: fact(number * 10 + 1), of: [child(number)]),
          .new(score, id: fact(number * 10 + 2), of: [child(number)]), in: store)
        let few = number < 6
        let all = "\(number * 10)/\(number)"
        #expect(try await figure("sdqAverage", at: "2026-06-30", store) == all)
        for person in [Person.worker, .manager] {
          let seen = try await figure("sdqAverage", at: "2026-06-30", store, for: person)
          #expect(seen == (few ? "" : all))
        }
      }
      // Nobody at all is no secret.
      #expect(try await figure("sdqAverage", at: "2025-06-30", store, for: .worker) == "0/0")
    }
  }

  @Test(arguments: StoreMaker.all)
  func those_among_whom_they_are_counted_can_be_listed_too(_ maker: StoreMaker) async throws {
    try await run(maker) { store in
      try await fill(store)
      var list = MeasureList("longCpPlans", at: day("2025-06-30"))
      #expect(try await store.children(in: list, for: .by(.officer)).total == 0)
      list.members = .all
      let page = try await store.children(in: list, for: .by(.officer))
      #expect(page.lines.map(\.child.name) == ["Cleo Copse"])
      #expect(page.lines.map(\.numerator) == [0])
      #expect(page.lines.map(\.from) == [day("2024-03-31")])
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_page_of_many_is_by_name_and_the_total_is_of_all(_ maker: StoreMaker) async throws {
    try await run(maker) { store in
      try await fill(store)
      var list = MeasureList("claRate", at: day("2025-06-30"))
      list.limit = 1
      var page = try await store.children(in: list, for: .by(.officer))
      #expect(page.lines.map(\.child.name) == ["Ann Ash"])
      list.offset = 1
      page = try await store.children(in: list, for: .by(.officer))
      #expect(page.lines.map(\.child.name) == ["Ben Brook"])
      #expect(page.total == 2)
    }
  }

  @Test(arguments: StoreMaker.all)
  func each_look_is_in_the_log_of_reads(_ maker: StoreMaker) async throws {
    try await run(maker) { store in
      try await fill(store)
      _ = try await figure("claRate", at: "2025-06-30", store, for: .worker)
      _ = try await store.children(
        in: MeasureList("claRate", at: day("2025-06-30")), for: .by(.worker))
      let details = try await store.read { database in
        try database.rows(
          "SELECT detail FROM read_log WHERE authority = ? AND person = ? ORDER BY entry", 383,
          "wren"
        ) { $0.text(0) }
      }
      #expect(details == ["claRate at 2025-06-30", "claRate at 2025-06-30; counted; from 0"])
    }
  }

  @Test(arguments: StoreMaker.all)
  func sums_that_somebody_tampered_with_are_found(_ maker: StoreMaker) async throws {
    try await maker.withDatabase { database in
      let store = try await database.open()
      try await fill(store)
      for table in ["projection_measure_by_day", "projection_measure_by_month"] {
        try await store.write { database in
          try database.run(
            "UPDATE \(table) SET numerator = numerator + 1 WHERE authority = ?", 383)
        }
        let report = try await store.verify()
        #expect(
          report.findings.map(\.message).contains {
            $0.hasPrefix("\(table) does not hold")
          }, "\(report.findings)")
        #expect(!(try await store.rebuild().isEqual))
        #expect(try await store.verify().findings == [])
      }
      try await store.close()
    }
  }
}
