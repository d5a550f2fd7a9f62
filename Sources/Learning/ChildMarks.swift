/// Searches a text for what tells who a child is: names of children on record, numbers by which they
/// are known, UPN, NHS number, postcode, date of birth.
///
/// It cannot know a name that is on no record, nor a story that only one child has: who writes is told
/// so on the form.
struct ChildMarks {
  let words: [TextWord]
  let label: String

  init(_ text: String, in label: String) {
    words = TextWord.words(of: text)
    self.label = label
  }

  /// What the shape of the words alone gives away.
  var byShape: [ChildMark] {
    var marks: [ChildMark] = []
    for index in words.indices {
      if let mark = pupilNumber(at: index) ?? healthNumber(at: index) ?? postcode(at: index)
        ?? birthDate(at: index) ?? caseReference(at: index)
      {
        marks.append(mark)
      }
    }
    return marks
  }

  /// What only those who hold the records can tell.
  func known(by children: some KnownChildren, names people: Set<[String]>) throws -> [ChildMark] {
    var marks: [ChildMark] = []
    for (index, word) in words.enumerated() {
      if let mark = try identifier(at: index, children) { marks.append(mark) }
      guard index + 1 < words.count else { continue }
      let next = words[index + 1]
      guard word.mayBeName, next.mayBeName, next.follows,
        !people.contains([word.folded, next.folded]),
        try children.isName(word.folded, next.folded)
      else { continue }
      marks.append(ChildMark(.name, "\(word.text) \(next.text)", in: label, isCertain: true))
    }
    return marks
  }

  /// The longest number that begins here, of up to three parts, by which a child is known.
  private func identifier(
    at index: Int, _ children: some KnownChildren
  ) throws -> ChildMark? {
    var (text, number) = ("", "")
    var found: ChildMark?
    for word in words[index...].prefix(3) {
      guard text.isEmpty || word.mayContinueNumber else { break }
      text += text.isEmpty ? word.text : word.gap + word.text
      number += word.compact
      let isNumberLike =
        number.utf8.contains(where: \.isDigit) && (4...30).contains(number.utf8.count)
        && !(text == word.text && word.isYear)
      guard isNumberLike, try children.isIdentifier(number) else { continue }
      // A short number may be any number.
      found = ChildMark(
        .identifier, text, in: label,
        isCertain: number.utf8.count > 5 || number.utf8.contains(where: \.isCapital))
    }
    return found
  }

  // MARK: - Shapes

  /// A letter and twelve digits, or a letter, eleven digits and a letter for a temporary one; the first
  /// letter is worked out from the rest.
  ///
  /// Source: Department for Education, guide to unique pupil numbers.
  private func pupilNumber(at index: Int) -> ChildMark? {
    let bytes = Array(words[index].compact.utf8)
    guard bytes.count == 13, bytes[0].isCapital, bytes[1...11].allSatisfy(\.isDigit),
      bytes[12].isDigit || bytes[12].isCapital
    else { return nil }
    var sum = bytes[1...11].enumerated().reduce(0) { $0 + ($1.offset + 2) * $1.element.digit }
    if let last = ChildMarks.checkLetters.firstIndex(of: bytes[12]), bytes[12].isCapital {
      sum += 13 * last
    } else {
      sum += 13 * bytes[12].digit
    }
    return ChildMark(
      .uniquePupilNumber, words[index].text, in: label,
      isCertain: ChildMarks.checkLetters[sum % 23] == bytes[0])
  }

  private static let checkLetters = Array("ABCDEFGHJKLMNPQRTUVWXYZ".utf8)

  /// Ten digits, together or as three, three and four, of which the last is worked out from the others.
  ///
  /// Source: NHS Data Dictionary, NHS number.
  private func healthNumber(at index: Int) -> ChildMark? {
    var text = words[index].text
    var digits = words[index].compact
    if digits.utf8.count == 3, index + 2 < words.count, words[index + 1].follows,
      words[index + 2].follows, words[index + 1].compact.utf8.count == 3,
      words[index + 2].compact.utf8.count == 4
    {
      digits += words[index + 1].compact + words[index + 2].compact
      text += " \(words[index + 1].text) \(words[index + 2].text)"
    }
    let bytes = Array(digits.utf8)
    guard bytes.count == 10, bytes.allSatisfy(\.isDigit) else { return nil }
    let sum = bytes.prefix(9).enumerated().reduce(0) { $0 + (10 - $1.offset) * $1.element.digit }
    let check = (11 - sum % 11) % 11
    return ChildMark(
      .nhsNumber, text, in: label, isCertain: check == bytes[9].digit)
  }

  /// An outward part of two to four characters and an inward part of a digit and two letters: of a
  /// child's home, or of an office.
  private func postcode(at index: Int) -> ChildMark? {
    let word = words[index]
    var (text, code) = (word.text, word.compact)
    if index + 1 < words.count, words[index + 1].follows, words[index + 1].compact.utf8.count == 3,
      code.utf8.count <= 4
    {
      text += " \(words[index + 1].text)"
      code += words[index + 1].compact
    }
    let bytes = Array(code.utf8)
    guard (5...7).contains(bytes.count), bytes[bytes.count - 3].isDigit,
      bytes.suffix(2).allSatisfy(\.isCapital)
    else { return nil }
    let outward = bytes.dropLast(3)
    let letters = outward.prefix(while: \.isCapital).count
    let rest = outward.dropFirst(letters)
    guard (1...2).contains(letters), (1...2).contains(rest.count), rest.first?.isDigit == true,
      rest.dropFirst().allSatisfy({ $0.isDigit || $0.isCapital }),
      // Typed with small letters it is a postcode too, but "in5 2nd" is not worth asking about.
      word.text.first?.isUppercase == true || word.hasDigit
    else { return nil }
    return ChildMark(.postcode, text, in: label, isCertain: false)
  }

  /// A date soon after a word such as "born".
  private func birthDate(at index: Int) -> ChildMark? {
    guard ChildMarks.birthWords.contains(words[index].folded) else { return nil }
    let end = min(index + 6, words.count)
    guard index + 1 < end,
      let year = words[(index + 1)..<end].first(where: { $0.isYear || $0.isWholeDate })
    else { return nil }
    let stop = words.firstIndex { $0.place == year.place } ?? index
    // A year alone is no date of birth: "born in 2012".
    let between = words[(index + 1)...stop]
    let isDate =
      year.isWholeDate
      || between.count { $0.isShortNumber || $0.isMonth } >= 2
    guard isDate else { return nil }
    return ChildMark(
      .dateOfBirth, words[index...stop].map(\.text).joined(separator: " "), in: label,
      isCertain: true)
  }

  private static let birthWords: Set<String> = [
    "born", "dob", "birth", "birthday", "birthdate",
  ]

  /// "Case 123456", "ref: LCS0012345".
  private func caseReference(at index: Int) -> ChildMark? {
    guard index > 0, words[index].compact.utf8.count(where: \.isDigit) >= 4,
      !words[index].isYear, !words[index].isWholeDate
    else { return nil }
    let before = words[max(0, index - 2)..<index].map(\.folded)
    guard before.contains(where: ChildMarks.caseWords.contains) else { return nil }
    return ChildMark(.caseReference, words[index].text, in: label, isCertain: false)
  }

  private static let caseWords: Set<String> = [
    "case", "ref", "reference", "record", "id", "number", "no", "child", "lcs", "mosaic",
    "liquidlogic", "eclipse",
  ]
}

extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isCapital: Bool { (0x41...0x5A).contains(self) }
  var digit: Int { isDigit ? Int(self) - 0x30 : 0 }
}
