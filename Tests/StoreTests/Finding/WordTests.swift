import CareRecord
import CivilTime
import Testing

@testable import Store

/// Names, sounds, slips and queries taken apart.
@Suite struct WordTests {
  @Test(arguments: [
    ("Maya", ["maya"]),
    ("O’Brien", ["obrien"]),
    ("O'Brien", ["obrien"]),
    ("O Brien", ["o", "brien", "obrien"]),
    ("Smith-Jones", ["smith", "jones", "smithjones"]),
    ("Mc Donald", ["mc", "donald", "mcdonald"]),
    ("Siân", ["sian"]),
    ("Łukasz Ørsted Weiß", ["lukasz", "orsted", "weiss"]),
    ("Van der Linde", ["van", "der", "linde", "vanderlinde"]),
    ("Anne  Anne", ["anne"]),
    ("李 小龍", ["李", "小龍"]),
    ("", []),
    (" - ' ", []),
  ]) func a_name_is_words_that_can_be_compared(name: String, words: [String]) {
    #expect(NameWords.indexed(name) == words)
  }

  @Test(arguments: [
    ("catherine", "kathryn"), ("stephen", "steven"), ("philip", "phillip"), ("filip", "philip"),
    ("thompson", "tomson"), ("smith", "smyth"), ("geoffrey", "jeffrey"), ("wright", "right"),
    ("knight", "night"), ("mohammed", "muhammad"), ("nicholas", "nicolas"), ("sarah", "sara"),
    ("aileen", "eileen"), ("xavier", "zavier"), ("christopher", "kristofer"),
    ("michael", "mikael"), ("zachary", "zackary"), ("lamb", "lam"), ("rachel", "raechel"),
  ]) func names_that_sound_alike_have_one_key(one: String, other: String) {
    #expect(SoundKey.of(one) != nil)
    #expect(SoundKey.of(one) == SoundKey.of(other))
  }

  @Test(arguments: [
    ("maya", "mila"), ("jordan", "morgan"), ("smith", "jones"), ("baker", "barker"),
    ("peter", "beater"), ("fiona", "siona"),
  ]) func names_that_do_not_have_two(one: String, other: String) {
    #expect(SoundKey.of(one) != SoundKey.of(other))
  }

  @Test(arguments: ["", "a", "lee", "李", "joe"]) func a_word_of_one_sound_has_no_key(word: String) {
    #expect(SoundKey.of(word) == nil)
  }

  @Test(arguments: [
    ("maya", "maya", 0), ("maya", "mya", 1), ("maya", "mayya", 1), ("maya", "maja", 1),
    ("maya", "amya", 1), ("thistle", "thsitel", 2), ("thistle", "bristle", 2),
  ]) func slips_are_counted(one: String, other: String, steps: Int) {
    let (left, right) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
    #expect(Spelling.steps(left, right, limit: 3) == steps)
    #expect(Spelling.steps(right, left, limit: 3) == steps)
    #expect(Spelling.steps(left, right, limit: steps - 1) == nil)
  }

  private static let today = day("2026-11-21")

  @Test(arguments: [
    ("12/3/2014", "2014-03-12", "2014-03-12"),
    ("12.03.14", "2014-03-12", "2014-03-12"),
    ("12-3-26", "2026-03-12", "2026-03-12"),
    ("12-3-27", "1927-03-12", "1927-03-12"),
    ("2014-03-12", "2014-03-12", "2014-03-12"),
    ("12 March 2014", "2014-03-12", "2014-03-12"),
    ("1st sept 2014", "2014-09-01", "2014-09-01"),
    ("March 12 2014", "2014-03-12", "2014-03-12"),
    ("february 2016", "2016-02-01", "2016-02-29"),
    ("maya 2014", "2014-01-01", "2014-12-31"),
    ("maya may 2014", "2014-05-01", "2014-05-31"),
    ("may 2014", "2014-01-01", "2014-12-31"),
  ]) func a_date_is_read_as_people_write_it(query: String, from: String, to: String) {
    #expect(SearchQuery(query, today: WordTests.today).born?.days == day(from)...day(to))
  }

  @Test(arguments: ["31/2/2014", "12/13/2014", "maya", "1899", "12/3", "99999", "12 maya 2014x"])
  func what_is_no_date_is_not_read_as_one(query: String) {
    #expect(SearchQuery(query, today: WordTests.today).born == nil)
  }

  @Test func a_query_is_taken_apart() {
    func query(_ text: String) -> SearchQuery { SearchQuery(text, today: WordTests.today) }
    #expect(query("Maya O'Brien, 12/3/2014").words == ["maya", "obrien"])
    #expect(query("maya dob 12/3/2014").words == ["maya"])
    #expect(query("943 476 5919").identifiers.contains("9434765919"))
    #expect(query("a123456789012").identifiers == ["A123456789012"])
    #expect(query("zz6 2ab").postcodes.map(\.stored) == ["ZZ6 2AB"])
    #expect(query("ZZ62AB").postcodes.map(\.stored) == ["ZZ6 2AB"])
    #expect(query("maya zz6").postcodes.map(\.stored) == ["ZZ6 "])
    #expect(query("maya zz6").words == ["maya"])
    #expect(query("SW1A 1AA").postcodes.map(\.stored) == ["SW1A 1AA"])
    #expect(query("").isEmpty)
    #expect(query(" , - ").isEmpty)
  }

  @Test(arguments: ["ZZ62", "2AB", "ABC 1AA", "Z", "1234", "ZZ6 2A"])
  func what_is_no_whole_postcode_is_not_read_as_one(text: String) {
    #expect(Postcode(text)?.inward == nil)
  }

  @Test func the_list_of_nicknames_can_be_read_and_holds_both_ways() throws {
    let nicknames = try Nicknames.english()
    #expect(nicknames.forms(of: "beth").contains("elizabeth"))
    #expect(nicknames.forms(of: "elizabeth").contains("beth"))
    #expect(!nicknames.forms(of: "beth").contains("liz"))
    #expect(nicknames.forms(of: "thistlewood").isEmpty)
  }

  @Test(arguments: [
    "names,also\na,b", "name,also\nBeth,elizabeth", "name,also\nbeth", "name,also\nbeth,beth",
    "name,also\nbeth,eliza beth",
  ]) func a_broken_list_of_nicknames_is_refused(text: String) {
    #expect(throws: StoreUnavailable.self) { try Nicknames(csv: text) }
  }
}
