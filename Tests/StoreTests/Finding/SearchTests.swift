import Access
import CareRecord
import Testing

@testable import Store

@Suite struct SearchTests {
  /// What people type, whom they mean, and whom they do not.
  static let queries: [(query: String, first: Int64?, never: [Int64])] = [
    // As written, in any order, in capitals or not
    ("Maya Thistlewood", 1, [5, 92, 16]),
    ("thistlewood maya", 1, [5]),
    ("  THISTLEWOOD ", 1, []),
    ("maya rose thistlewood", 1, []),
    ("rose thistlewood", 1, []),
    // Parts
    ("thistle", 1, [5]),
    ("ma thistlew", 1, [5]),
    ("m thistlewood", 1, []),
    ("thor may", 5, [1]),
    // Slips
    ("Thistelwood", 1, []),
    ("Thistlewod", 1, []),
    ("Thsitlewod", 1, []),
    ("mya thistlewood", 1, [5]),
    ("m4ya thistlewood", 1, [5]),
    ("maay thornbery", 5, [1]),
    ("jordon macallister", 4, [14]),
    // Sound
    ("Katherine Ashworth", 6, []),
    ("kathrin ashworth", 7, []),
    ("steven wrightson", 11, []),
    ("steven ritson", 11, []),
    ("muhammad al rashid", 8, []),
    ("teresa thompson", 22, []),
    ("kristofer birdwistle", 21, []),
    // Other forms
    ("beth smith", 2, []),
    ("liz jones", 2, []),
    ("bill mcintosh", 13, []),
    ("billy macintosh", 13, []),
    ("will mackintosh", 13, []),
    ("shaun fotheringay", 18, []),
    // Double-barrelled, together and apart
    ("elizabeth smith-jones", 2, []),
    ("smithjones", 2, []),
    ("jones elizabeth smith", 2, []),
    ("maryann pepperwell", 9, []),
    ("anne marie pepperwell", 10, []),
    ("mary-ann pepperwell", 9, []),
    ("al-rashid", 8, []),
    ("alrashid mohammed", 8, []),
    ("vanderlinde", 23, []),
    ("linde vivaan", 23, []),
    ("stjohn", 24, []),
    // Accents, apostrophes, prefixes
    ("sian obrien", 3, []),
    ("Siân O'Brien", 3, []),
    ("o brien", 3, []),
    ("zoe mullerstone", 12, []),
    ("lukasz wisniewski", 17, []),
    ("mcallister", 4, []),
    ("Mac Allister", 4, []),
    ("mc allister jordan", 4, [14]),
    // With a date
    ("maya 2014", 92, [5]),
    ("thistlewood 12/3/2014", 1, []),
    ("maya 12.03.14", 1, [5]),
    ("maya 12 March 2014", 1, [5]),
    ("2014-03-12 maya", 1, [5]),
    ("zoe 12th mar 2014", 12, [1]),
    ("maya thistlewood 2013", 1, [5]),
    ("may 2014", 20, [5]),
    ("maya may 2011", 5, [1]),
    // Numbers
    ("LA-00417", 1, [5]),
    ("la00417", 1, []),
    ("A123456789012", 1, []),
    ("a1234 56789 012", 1, []),
    ("943 476 5919", 1, []),
    ("9434765919", 1, []),
    ("B987654321098", 8, []),
    ("77001", 19, []),
    ("maya 55190", 5, []),
    ("LA-00418", nil, []),
    ("UN3", nil, []),
    ("943 476 5918", nil, [1]),
    // One name too many
    ("elizabeth ann smith", 2, []),
    // Other names are not found
    ("morgan", 14, [4]),
    ("jordan", 4, [14]),
    ("ava", nil, [15, 16]),
    ("maya ashworth", nil, [1, 5, 6, 7]),
    ("thistlewood elizabeth", nil, [1, 2]),
    ("zebedee", nil, []),
    ("", nil, []),
    ("   ", nil, []),
    ("m", nil, []),
    ("-", nil, []),
    ("'", nil, []),
    ("%", nil, []),
    ("' OR 1=1 --", nil, [1, 2, 3]),
  ]

  @Test(arguments: queries) func a_query_finds_whom_people_mean_first_and_no_near_miss(
    query: String, first: Int64?, never: [Int64]
  ) async throws {
    let found = try await MadeTown.shared.value.find(query)
    #expect(found.first == first)
    #expect(Set(found).isDisjoint(with: never))
    #expect(Set(found).count == found.count)
  }

  @Test func exact_comes_before_beginning_before_slip_before_sound() async throws {
    let town = try await MadeTown.shared.value
    let maya = try await town.hits("maya")
    #expect(maya.prefix(3).allSatisfy { $0.because == "Name" })
    #expect(maya.prefix(3).map(\.headline.name).allSatisfy { $0.hasPrefix("Maya") })
    #expect(try await town.find("may").first == 20)
    #expect(try await town.find("may").prefix(5) == [20, 9, 92, 1, 5])
    #expect(try await town.find("katherine").prefix(2) == [6, 7])
    let ashworth = try await town.hits("catherine ashworth")
    #expect(ashworth.map(\.headline.subject.id.raw) == [6, 7])
  }

  @Test(arguments: [
    ("thistlewood", "Name"),
    ("beth", "Another form of the name"),
    ("thistle", "Name begins like this"),
    ("thistlewod", "Name spelled almost like this"),
    ("fotheringxx", "Name spelled somewhat like this"),
    ("kathrin ashworth", "Name spelled almost like this"),
    ("ritson", "Name sounds like this"),
    ("smith jones elizabeth ann", "Some of these names"),
    ("annemariepepperwell", "Name written as one word or two"),
    ("thistlewood 12/3/2014", "Name and date of birth"),
    ("thistlewood 13/3/2014", "Name and year of birth"),
    ("thistlewood 2014", "Name and year of birth"),
    ("thistlewood 2012", "Name, but another year of birth"),
    ("LA00417", "Child identifier"),
    ("9434765919", "NHS number"),
    ("a123456789012", "Unique pupil number"),
    ("1/5/2015", ""),
    ("28/2/2013", "Date of birth"),
  ]) func a_hit_says_why(query: String, because: String) async throws {
    let hits = try await MadeTown.shared.value.hits(query)
    #expect(hits.first?.because ?? "" == because)
  }

  @Test func a_search_finds_what_was_changed_and_not_what_was() async throws {
    let test = try await TestStore()
    let person = fact(1)
    _ = try await test.store.commit(
      .received([.new(identity("Ottoline", "Marrowby"), id: person, of: [child(1)])]), by: .officer)
    let other = Change(
      person, replaces: 1, of: [child(1)], .put(identity("Ottoline", "Fennimore")))
    _ = try await test.store.commit(.received([other]), by: .officer)
    #expect(try await test.store.search("fenimore", limit: 5, for: .by(.officer)).count == 1)
    #expect(try await test.store.search("marrowby", limit: 5, for: .by(.officer)).isEmpty)
    #expect(try await test.store.search("marowby", limit: 5, for: .by(.officer)).isEmpty)
  }

  @Test func a_search_is_logged_with_its_words_and_how_many_it_found() async throws {
    let town = try await MadeTown()
    _ = try await town.hits("maya 2014", by: .worker)
    let last = try await town.store.read { database in
      try database.first(
        """
        SELECT person, ground, detail, found, record FROM read_log WHERE authority = 383
        ORDER BY entry DESC LIMIT 1
        """
      ) { [$0.text(0), $0.text(1), $0.text(2), "\($0.integer(3))", "\($0.isNull(4))"] }
    }
    #expect(last == ["wren", "search", "maya 2014", "3", "true"])
  }

  @Test func no_more_are_found_than_asked_for() async throws {
    let town = try await MadeTown.shared.value
    #expect(try await town.find("maya", limit: 2).count == 2)
    #expect(try await town.find("maya", limit: 0).isEmpty)
  }
}
