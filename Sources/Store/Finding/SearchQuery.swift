import CareRecord
import CivilTime

/// What somebody typed to find a child, taken apart.
///
/// Anything may be a name. What has digits may be an identifier, a postcode or a date of birth, and
/// is tried as each of those that it can be.
struct SearchQuery: Hashable, Sendable {
  /// The words of a name, folded, in the order typed.
  var words: [String] = []
  /// Texts that may be identifiers, compacted.
  var identifiers: [String] = []
  var postcodes: [Postcode] = []
  /// When the child was born, as far as the query says.
  var born: BirthRange?

  var isEmpty: Bool {
    words.isEmpty && identifiers.isEmpty && postcodes.isEmpty && born == nil
  }

  /// Nobody types more to find a child; what comes after is not read.
  static let longest = 200
  private static let mostWords = 8

  /// - Parameter today: decides which century `12/3/14` means
  init(_ text: String, today: Day) {
    let chunks = text.prefix(SearchQuery.longest).split {
      $0.isWhitespace || $0 == "," || $0 == ";"
    }
    .map(String.init)
    var rest = chunks[...]
    var numbers: [String] = []
    while let chunk = rest.first {
      if let (range, used) = BirthRange.read(rest, isAlone: chunks.count, today: today) {
        born = born ?? range
        // A number of four digits may be a year and an identifier.
        if used == 1, chunk.utf8.count == 4 { numbers.append(chunk) }
        rest = rest.dropFirst(used)
      } else {
        if chunk.utf8.contains(where: isDigit) {
          numbers.append(chunk)
          if let postcode = SearchQuery.postcode(rest) { postcodes.append(postcode) }
        } else {
          words += NameWords.typed(chunk)
        }
        rest = rest.dropFirst()
      }
    }
    words = Array(words.prefix(SearchQuery.mostWords)).filter { !SearchQuery.saying.contains($0) }
    identifiers = SearchQuery.identifiers(numbers, in: chunks)
    addLetters(of: numbers)
  }

  /// Words around a date that are not names.
  private static let saying: Set<String> = ["born", "dob", "nhs", "upn"]

  /// A slip of the finger puts a digit into a name: its letters are tried as one.
  private mutating func addLetters(of numbers: [String]) {
    for number in numbers where Postcode(number) == nil {
      let letters = number.filter { !$0.isNumber }
      if number.count - letters.count == 1, letters.count >= 3 { words += NameWords.typed(letters) }
    }
  }

  /// Each number as typed, and numbers that stand together as one: `943 476 5919`, `LA 00123`.
  private static func identifiers(_ numbers: [String], in chunks: [String]) -> [String] {
    guard !numbers.isEmpty else { return [] }
    var found: [String] = []
    func add(_ text: String) {
      let value = Locator.compact(text)
      if value.utf8.count >= 2, value.utf8.contains(where: isDigit), !found.contains(value) {
        found.append(value)
      }
    }
    for number in numbers { add(number) }
    var run = ""
    for chunk in chunks + [""] {
      if chunk.utf8.contains(where: isDigit) {
        run += chunk
      } else {
        add(run)
        run = ""
      }
    }
    if chunks.count <= 4 { add(chunks.joined()) }
    return Array(found.prefix(8))
  }

  private static func postcode(_ chunks: ArraySlice<String>) -> Postcode? {
    guard let first = chunks.first else { return nil }
    if let second = chunks.dropFirst().first, second.utf8.count == 3,
      let whole = Postcode(first + second), whole.inward != nil, Postcode(first)?.inward == nil
    {
      return whole
    }
    // `2AB` after `LS6` is no postcode of its own, and cannot be read as one.
    return Postcode(first)
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
