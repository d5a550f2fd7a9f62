import Access
import CareRecord
import Testing

@testable import Store

/// Both databases find the same children, in the same order.
@Suite struct AgreementTests {
  @Test func both_databases_find_the_same_by_every_query() async throws {
    let sqlite = try await MadeTown.shared.value.store
    try await StoreMaker.postgreSQL.withDatabase { database in
      let store = try await database.open()
      _ = try await MadeTown(TestStore(store))
      for person in SearchPolicyTests.people {
        for query in SearchTests.queries.map(\.query) + ["zz6 2ab", "zz6", "2014", "12/3/2014"] {
          let expected = try await sqlite.search(query, limit: 20, for: .by(person))
          let found = try await store.search(query, limit: 20, for: .by(person))
          #expect(
            found.map(\.headline) == expected.map(\.headline), "\(query) by \(person.user)")
          #expect(found.map(\.because) == expected.map(\.because), "\(query) by \(person.user)")
        }
      }
      #expect(try await store.verify().findings == [])
      #expect(try await store.rebuild().isEqual)
      try await store.close()
    }
  }

  @Test func both_databases_list_the_same_in_every_order() async throws {
    let sqlite = try await ChildListTests.crowd()
    try await StoreMaker.postgreSQL.withDatabase { database in
      let store = try await database.open()
      try await ChildListTests.fill(store)
      for person in [Person.officer, .manager] {
        for (name, filter) in ChildListTests.filters {
          for order in ChildList.Order.allCases {
            for descending in [false, true] {
              var list = ChildList()
              filter(&list)
              list.order = order
              list.descending = descending
              let expected = try await sqlite.children(list, for: .by(person))
              let found = try await store.children(list, for: .by(person))
              #expect(found.total == expected.total, "\(name) \(order) by \(person.user)")
              #expect(
                found.children == expected.children, "\(name) \(order) by \(person.user)")
            }
          }
        }
      }
      try await store.close()
    }
  }
}
