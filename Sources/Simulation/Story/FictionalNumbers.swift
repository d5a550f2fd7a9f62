/// Numbers of the right shape, each given once.
enum FictionalNumbers {
  /// An NHS number of the range that begins with 999, which is kept for tests; nil for one child in
  /// eleven, where the tenth digit that checks the others would be a ten.
  ///
  /// Source: NHS Data Dictionary, NHS number: weights 10 to 2, remainder of 11.
  static func nhs(_ ordinal: Int) -> String? {
    let scattered = (ordinal * 619 + 7) % 1_000_000
    let digits = [9, 9, 9] + digits(scattered, count: 6)
    let sum = zip(digits, stride(from: 10, to: 1, by: -1)).reduce(0) { $0 + $1.0 * $1.1 }
    let check = (11 - sum % 11) % 11
    return check == 10 ? nil : (digits + [check]).map(String.init).joined()
  }

  /// A unique pupil number: a letter that checks the rest, the authority, eight digits, one more.
  ///
  /// Source: CIN census, rule 1510: each digit times its position, remainder of 23.
  static func pupil(_ ordinal: Int, authority: Int) -> String {
    let scattered = (ordinal * 7_654_321 + 98_765) % 1_000_000_000
    let digits = digits(authority, count: 3) + digits(scattered, count: 9)
    return digits.reduce(into: String(checkLetter(of: digits))) { $0 += String($1) }
  }

  /// The first letter of a pupil number with these twelve digits.
  static func checkLetter(of digits: [Int]) -> Character {
    let sum = digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset + 2) }
    return checkLetters[sum % checkLetters.count]
  }

  private static let checkLetters = Array("ABCDEFGHJKLMNPQRTUVWXYZ")

  private static func digits(_ number: Int, count: Int) -> [Int] {
    var rest = number
    var digits: [Int] = []
    for _ in 0..<count {
      digits.append(rest % 10)
      rest /= 10
    }
    return digits.reversed()
  }
}
