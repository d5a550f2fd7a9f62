import CareRecord
import GRDB
import Measures
import Testing

@testable import Store

/// Every statement of finding goes by an index, as the database itself says.
@Suite struct QueryPlanTests {
  /// The statements that `body` runs on one connection.
  private func statements(
    _ store: DatabaseStore, _ body: @escaping @Sendable (StoreConnection) throws -> Void
  ) async throws -> Set<String> {
    try await store.pool().read { database in
      nonisolated(unsafe) var seen: Set<String> = []
      database.trace { event in
        if case .statement(let statement) = event { seen.insert(statement.sql) }
      }
      defer { database.trace(options: []) }
      try body(StoreConnection(database))
      return seen.filter { $0.contains("projection_") || $0.contains("fact_") }
    }
  }

  private func plan(_ sql: String, _ store: DatabaseStore) async throws -> [String] {
    try await store.pool().read { database in
      let places = sql.count { $0 == "?" }
      return try Row.fetchAll(
        database, sql: "EXPLAIN QUERY PLAN " + sql,
        arguments: StatementArguments(Array(repeating: Int?.none, count: places))
      ).map { $0["detail"] }
    }
  }

  @Test func every_statement_of_a_search_goes_by_an_index() async throws {
    let store = try await MadeTown.shared.value.store
    let nicknames = store.nicknames
    let all = try await statements(store) { database in
      for person in SearchPolicyTests.people {
        let search = ChildSearch(
          database: database, authority: leeds, person: person, today: TestStore.today,
          nicknames: nicknames)
        for query in SearchTests.queries.map(\.query) + ["zz6 2ab", "zz6", "2014", "12/3/2014"] {
          _ = try search.hits(SearchQuery(query, today: TestStore.today), limit: 20)
        }
        _ = try HeadlinesShown(
          database: database, authority: leeds, person: person, today: TestStore.today
        ).headlines(of: [child(1), child(2), child(50)])
      }
    }
    #expect(all.count > 10)
    for sql in all {
      let plan = try await plan(sql, store)
      #expect(!plan.isEmpty)
      for step in plan {
        #expect(
          !step.hasPrefix("SCAN") || step.contains("SUBQUERY") || step == "SCAN counted",
          "\(sql)\n\(plan)")
        #expect(!step.contains("AUTOMATIC"), "\(sql)\n\(plan)")
        #expect(!step.contains("(authority=?)"), "\(sql)\n\(plan)")
      }
    }
  }

  @Test func every_statement_of_a_list_goes_by_an_index_and_a_walk_sorts_nothing() async throws {
    let store = try await ChildListTests.crowd()
    let all = try await statements(store) { database in
      for person in SearchPolicyTests.people {
        for (_, filter) in ChildListTests.filters {
          for order in ChildList.Order.allCases {
            for descending in [false, true] {
              var list = ChildList()
              filter(&list)
              list.order = order
              list.descending = descending
              _ = try ChildListing(
                list, by: person, authority: leeds, today: TestStore.today, in: database
              ).page()
            }
          }
        }
      }
    }
    #expect(all.contains { $0.contains("OFFSET") })
    for sql in all {
      let plan = try await plan(sql, store)
      for step in plan {
        #expect(!step.hasPrefix("SCAN") || step == "SCAN listed", "\(sql)\n\(plan)")
        #expect(!step.contains("AUTOMATIC"), "\(sql)\n\(plan)")
        #expect(!step.contains("(authority=? AND allocated=?)"), "\(sql)\n\(plan)")
        // A walk along the order's index reads until the page is full; all else is looked up.
        let isWalk = sql.contains("OFFSET") && !sql.contains("listed")
        // A few thousand rows for each authority.
        if sql.contains("_tally") { continue }
        if isWalk {
          #expect(!step.contains("TEMP B-TREE FOR ORDER"), "\(sql)\n\(plan)")
          if step.hasPrefix("SEARCH h") { #expect(step.contains("COVERING"), "\(sql)\n\(plan)") }
        } else {
          #expect(!step.contains("(authority=?)"), "\(sql)\n\(plan)")
        }
      }
    }
  }

  @Test func every_statement_of_the_measures_goes_by_an_index() async throws {
    let store = try await MadeTown.shared.value.store
    let all = try await statements(store) { database in
      let listing = MeasureListing(database: database, authority: leeds)
      for wanted in [MeasureRegister.indicators, Array(MeasureRegister.indicators.prefix(2))] {
        _ = try listing.figures(at: [day("2026-03-31"), TestStore.today], of: wanted)
      }
      for person in SearchPolicyTests.people {
        _ = try listing.page(
          MeasureList("claRate", at: TestStore.today),
          scope: HeadlineScope(of: person, authority: leeds, today: TestStore.today))
      }
    }
    #expect(all.count > 5)
    for sql in all {
      let plan = try await plan(sql, store)
      #expect(!plan.isEmpty)
      for step in plan {
        #expect(!step.hasPrefix("SCAN"), "\(sql)\n\(plan)")
        #expect(!step.contains("AUTOMATIC"), "\(sql)\n\(plan)")
        #expect(!step.contains("(authority=?)"), "\(sql)\n\(plan)")
      }
    }
  }
}
