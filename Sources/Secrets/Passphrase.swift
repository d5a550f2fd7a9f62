/// What makes a passphrase good enough for what anyone may take home and try to open as often as their
/// machine can.
public enum Passphrase {
  public static let shortest = 16
  /// As many different characters at least, so that `aaaa…` and `123123…` are none.
  static let fewestCharacters = 8
  static let fewestWords = 4

  /// Why a passphrase is not strong enough, and what would be; nil where it is.
  ///
  /// - Parameter known: what everybody knows of its owner: names, the council
  public static func problem(_ passphrase: String, known: [String] = []) -> String? {
    guard passphrase.count >= shortest else {
      return "It has \(passphrase.count) characters; it needs at least \(shortest). \(advice)"
    }
    guard Set(passphrase.lowercased()).count >= fewestCharacters else {
      return "It repeats too few different characters. \(advice)"
    }
    let words = passphrase.lowercased().split { !$0.isLetter && !$0.isNumber }
    let given = Set(
      known.flatMap { $0.lowercased().split { !$0.isLetter } }.filter { $0.count > 2 } + ["kith"])
    if let word = words.first(where: given.contains) {
      return "“\(word)” is easily guessed by whoever knows you. \(advice)"
    }
    if words.count >= fewestWords { return Set(words).count >= fewestWords ? nil : advice }
    let kinds = [
      passphrase.contains(where: \.isLowercase), passphrase.contains(where: \.isUppercase),
      passphrase.contains(where: \.isNumber),
      passphrase.contains { !$0.isLetter && !$0.isNumber },
    ]
    return kinds.count(where: { $0 }) >= 3 ? nil : "It is one word, or few. \(advice)"
  }

  static let advice =
    "Four words or more that have nothing to do with each other are easy to keep and"
    + " hard to guess."
}
