import Testing

@testable import Simulation

@Suite struct FictionalNamesTests {
  let names: FictionalNames

  init() throws { names = try FictionalNames() }

  @Test func there_are_enough_names_and_none_twice() {
    #expect(Set(names.girls).union(names.boys).count >= 300)
    #expect(names.families.count >= 400)
    for list in [
      names.girls, names.boys, names.families, names.streets, names.towns, names.homes,
      names.workers, names.schools.map(\.name), names.teams.map(\.name),
    ] {
      #expect(!list.isEmpty)
      #expect(Set(list).count == list.count)
      #expect(!list.contains { $0.isEmpty || $0.first == " " || $0.last == " " })
    }
  }

  @Test func some_names_have_accents_apostrophes_and_hyphens_for_search_to_meet() {
    #expect(names.families.contains { !$0.utf8.allSatisfy { $0 < 128 } })
    #expect(names.families.contains { $0.contains("'") })
    #expect(names.families.contains { $0.contains("-") })
  }

  @Test func common_english_surnames_are_not_among_them() {
    let common: Set = [
      "Smith", "Jones", "Taylor", "Brown", "Williams", "Wilson", "Johnson", "Davies", "Patel",
      "Khan",
      "Robinson", "Wright", "Thompson", "Evans", "Walker", "White", "Roberts", "Green", "Hall",
      "Wood",
      "Ahmed", "Hussain", "Begum", "Ali", "Singh", "Kaur", "Nowak", "Murphy", "Heath", "Moss",
      "Marsh",
    ]
    #expect(common.isDisjoint(with: names.families))
  }

  @Test func nicknames_are_pairs_of_different_names_each_once() throws {
    let rows = try ResourceTable("nicknames.csv", columns: ["name", "nickname"]).rows.map(\.fields)
    #expect(rows.count >= 200)
    #expect(Set(rows).count == rows.count)
    #expect(rows.allSatisfy { $0[0] != $0[1] && !$0[0].isEmpty && !$0[1].isEmpty })
    #expect(rows.contains(["Elizabeth", "Beth"]))
  }

  @Test func postcodes_have_the_shape_and_come_round_only_after_all() {
    #expect(FictionalPostcode.numbered(0) == "ZZ1 1AA")
    #expect(FictionalPostcode.numbered(FictionalPostcode.count - 1) == "ZZ20 9ZZ")
    #expect(FictionalPostcode.numbered(FictionalPostcode.count) == "ZZ1 1AA")
    #expect(FictionalPostcode.numbered(-1) == "ZZ20 9ZZ")
    let all = Set((0..<FictionalPostcode.count).map(FictionalPostcode.numbered))
    #expect(all.count == FictionalPostcode.count)
    let shape = /ZZ[1-9][0-9]? [1-9][ABD-HJLNP-UW-Z]{2}/
    #expect(all.allSatisfy { $0.wholeMatch(of: shape) != nil })
    let near = (0..<1_000).map { FictionalPostcode.near("ZZ7 1AA", numbered: $0 * 71) }
    #expect(near.allSatisfy { $0.wholeMatch(of: shape) != nil })
    #expect((350...500).contains(near.count { $0.hasPrefix("ZZ7 ") }))
  }
}
