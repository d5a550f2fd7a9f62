import Testing

@testable import Simulation

@Suite struct FictionalNumbersTests {
  @Test func a_pupil_number_begins_with_the_letter_that_checks_it() {
    // Worked by hand: the weighted sum is 205, the remainder of 23 is 21.
    #expect(FictionalNumbers.checkLetter(of: [2, 0, 1, 3, 0, 5, 6, 2, 2, 0, 4, 1]) == "Y")
    #expect(FictionalNumbers.checkLetter(of: Array(repeating: 0, count: 12)) == "A")
    let number = FictionalNumbers.pupil(0, authority: 383)
    #expect(number.dropFirst().prefix(3) == "383")
    #expect(number.wholeMatch(of: /[A-HJ-NP-RT-Z][0-9]{12}/) != nil)
  }

  @Test func an_nhs_number_is_of_the_test_range_and_its_last_digit_checks_it() throws {
    let numbers = (0..<20_000).compactMap(FictionalNumbers.nhs)
    for number in numbers.prefix(2000) {
      let digits = number.compactMap(\.wholeNumberValue)
      try #require(digits.count == 10)
      #expect(number.hasPrefix("999"))
      let sum = zip(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(sum % 11 == 0)
    }
    #expect((17_500...19_000).contains(numbers.count))
  }

  @Test func no_number_is_given_twice() {
    let pupils = Set((0..<20_000).map { FictionalNumbers.pupil($0, authority: 383) })
    #expect(pupils.count == 20_000)
    let health = (0..<20_000).compactMap(FictionalNumbers.nhs)
    #expect(Set(health).count == health.count)
  }
}
