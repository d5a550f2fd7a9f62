import Testing

@testable import CodeSets

@Suite struct CodeSetsTests {
  @Test(arguments: [
    ("ssda903.SEX", "1", 2024, "Male"),
    ("ssda903.SEX", "M", 2025, "Male"),
    ("ssda903.SEX", "1", 2018, "Male"),
    ("ssda903.ACCOM", "X1", 2018, "In custody; suitable (no longer allowed)"),
    ("cin.PrimaryNeedCode", "N1", 2025, "Abuse or neglect"),
    (
      "cin.PrimaryNeedCode", "N1", 2026,
      "Abuse, neglect and exploitation"
    ),
    ("cin.ReferralSource", "1A", 2026, "Individual: family member, relative or carer"),
  ])
  func a_code_has_the_meaning_of_its_year(
    set: String, code: String, year: Int, meaning: String
  ) throws {
    let library = try CodeSets.standard()
    #expect(library[set]?.meaning(of: code, in: year) == meaning)
  }

  @Test(arguments: [
    ("ssda903.SEX", "1", 2025), ("ssda903.SEX", "M", 2024), ("ssda903.SEX", "m", 2025),
    ("ssda903.SEX", "9", 2025), ("ssda903.ACCOM", "X1", 2023),
    ("cin.ReasonForClosure", "RC10", 2026),
  ])
  func a_code_outside_its_years_is_unknown(set: String, code: String, year: Int) throws {
    let library = try CodeSets.standard()
    let codes = try #require(library[set])
    #expect(codes.meaning(of: code, in: year) == nil)
  }

  @Test func a_code_no_longer_in_use_still_has_a_label() throws {
    let library = try CodeSets.standard()
    #expect(library["ssda903.SEX"]?.latestMeaning(of: "2") == "Female")
  }

  @Test func the_codes_of_a_year_come_in_the_order_of_the_source() throws {
    let library = try CodeSets.standard()
    #expect(library["ssda903.SEX"]?.codes(in: 2024).map(\.code) == ["1", "2"])
    #expect(library["ssda903.SEX"]?.codes(in: 2026).map(\.code) == ["M", "F", "U"])
  }

  @Test func a_doubled_quote_inside_a_meaning_is_one_quote() throws {
    let sets = try CodeSetFile.read(
      "codeset,code,meaning,valid_from_year,valid_to_year\nA,1,\"a \"\"b\"\", c\",,2024-25\n",
      prefix: "x", file: "x.csv")
    #expect(sets.first?.meanings == [CodeMeaning(code: "1", meaning: "a \"b\", c", lastYear: 2025)])
  }

  @Test(arguments: ["A,1,a,2024-26,", "A,1,a,24-25,", "A,1", "A,1,a,b,c,d"])
  func a_broken_line_is_named(line: String) {
    #expect(throws: CodeSetError.brokenLine(file: "x.csv", line: 2, text: line)) {
      try CodeSetFile.read("header\n\(line)\n", prefix: "x", file: "x.csv")
    }
  }
}
