import Published
import Statistics
import Testing

@Suite struct ChangeTests {
  let figures: PublishedFigures

  init() throws { figures = try PublishedFiguresTests.shipped.get() }

  private func change(_ code: String, _ found: ChangeBetweenYears) throws -> AuthorityChange {
    try #require(found.changes.first { $0.after.first?.code == code })
  }

  @Test func fifty_three_authorities_had_fewer_in_2015_than_in_2011() throws {
    let found = figures.changes(ChangeQuestion(from: 2011, to: 2015))
    #expect(found.changes.count == 151)
    #expect(found.changes(.fell).count == 53)
    #expect(found.changes(.rose).count == 98)
    for (code, before, after) in [("383", 1448, 1245), ("881", 1582, 1027), ("815", 476, 446)] {
      let change = try change(code, found)
      #expect(change.countBefore == Double(before))
      #expect(change.countAfter == Double(after))
    }
    #expect(found.englandBefore == .number(65_520))
  }

  @Test func forty_eight_by_the_revised_figures() {
    let found = figures.changes(ChangeQuestion(from: 2011, to: 2015, edition: .latest))
    #expect(found.changes(.fell).count == 48)
    #expect(found.changes(.same).count == 9)
  }

  @Test func some_of_the_falls_could_be_chance() throws {
    let found = figures.changes(ChangeQuestion(from: 2011, to: 2015))
    let beyond = found.beyondChance(.fell)
    #expect(beyond.count == 9)
    #expect(found.beyondChance(.rose).count == 41)
    #expect(try change("881", found).isMoreThanChance)
    #expect(try change("383", found).isMoreThanChance)
    #expect(try !change("815", found).isMoreThanChance)
    // Two children's difference among ten says nothing.
    #expect(try !change("201", found).isMoreThanChance)
    for change in found.changes {
      let adjusted = try #require(change.adjustedPValue)
      #expect(adjusted >= (change.pValue ?? 2))
      #expect(change.isMoreThanChance == (adjusted <= 0.05))
      #expect((change.dispersionWithstood != nil) == change.isMoreThanChance)
    }
    let wary = figures.changes(ChangeQuestion(from: 2011, to: 2015, dispersion: 3))
    #expect(wary.beyondChance(.fell).count < beyond.count)
  }

  @Test func the_path_between_is_shown_whole() throws {
    let essex = try change("881", figures.changes(ChangeQuestion(from: 2011, to: 2015)))
    #expect(essex.path.map(\.year) == [2011, 2012, 2013, 2014, 2015])
    #expect(essex.path.allSatisfy { $0.figure.number != nil })
    #expect(essex.yearsBelowStart.known == 3)
    let all = figures.changes(ChangeQuestion(from: 2011, to: 2015)).changes(.fell)
    #expect(all.count { $0.yearsBelowStart == (3, 3) } == 25)
  }

  @Test func population_is_allowed_for() throws {
    let counts = figures.changes(ChangeQuestion(from: 2011, to: 2015))
    let rates = figures.changes(ChangeQuestion(from: 2011, to: 2015, comparing: .rates))
    // Where more children live, more authorities fell by rate than by count.
    #expect(rates.changes(.fell).count > counts.changes(.fell).count)
    let leeds = try change("383", rates)
    #expect(leeds.populationBefore?.isDrawnIn == true)
    #expect(leeds.populationAfter?.isDrawnIn == false)
    let ratio = try #require(leeds.ratioOfRates)
    #expect(ratio.upper < 1)
  }

  @Test func an_area_that_was_divided_is_compared_as_a_whole() throws {
    let found = figures.changes(ChangeQuestion(from: 2018, to: 2025, edition: .latest))
    let northamptonshire = try #require(found.changes.first { $0.before.first?.code == "928" })
    #expect(northamptonshire.after.map(\.code) == ["940", "941"])
    #expect(northamptonshire.name.contains("→"))
    #expect(northamptonshire.boundaryChanges.count == 1)
    #expect(northamptonshire.path.count == 8)
    #expect(found.changes.contains { $0.before.map(\.code) == ["909"] })
    #expect(found.changes.contains { $0.after.map(\.code) == ["838", "839"] })
    #expect(!found.changes.contains { $0.before.map(\.code) == ["940"] })
    let somerset = try change("933", found)
    #expect(somerset.boundaryChanges.first?.children == .same)
  }

  @Test func what_cannot_be_compared_is_named_with_the_reason() throws {
    let found = figures.changes(ChangeQuestion(from: 2020, to: 2025, edition: .latest))
    let city = try #require(found.leftOut.first { $0.area.code == "201" })
    #expect(city.reason == .missing(year: 2025, .confidential))
    #expect(!found.leftOut.contains { $0.area.code == "835" })
    let never = figures.changes(ChangeQuestion(from: 2030, to: 2040))
    #expect(never.changes.isEmpty)
    #expect(never.leftOut.contains { $0.reason == .notPublished(year: 2030) })
    let none = figures.changes(ChangeQuestion(measure: "no such", from: 2011, to: 2015))
    #expect(none.changes.isEmpty)
  }

  @Test func what_else_changed_is_beside() throws {
    let found = figures.changes(ChangeQuestion(from: 2018, to: 2025, edition: .latest))
    let leeds = try change("383", found)
    #expect(leeds.beside.contains { $0.measure == "startedCare" })
    #expect(leeds.beside.contains { $0.measure == "workersInPost" })
    #expect(leeds.judgementAfter?.overall == .outstanding)
    #expect(!found.caveats.isEmpty)
  }

  @Test func years_the_wrong_way_round_are_put_right() {
    #expect(ChangeQuestion(from: 2015, to: 2011) == ChangeQuestion(from: 2011, to: 2015))
    let same = figures.changes(ChangeQuestion(from: 2015, to: 2015))
    #expect(same.changes(.same).count == 151)

    #expect(same.beyondChance(.same).isEmpty)
  }
}
