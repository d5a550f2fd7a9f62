/// A word or number of a text, as the search for marks of children compares it.
struct TextWord: Hashable, Sendable {
  let text: String
  /// Small letters without apostrophes.
  let folded: String
  /// Capital letters and digits only.
  let compact: String
  /// Counts from 0.
  let place: Int
  /// What stands between it and the word before.
  let gap: String
  /// Whether nothing but a blank or a hyphen stands between it and the word before.
  var follows: Bool { gap == " " || gap == "-" }
  /// Whether the two may be written as one number: `ABC/00123`.
  var mayContinueNumber: Bool { [" ", "-", "/", "."].contains(gap) }

  /// The words of a text: letters and digits that stand together, with apostrophes and the strokes and
  /// dots of dates.
  static func words(of text: String) -> [TextWord] {
    var words: [TextWord] = []
    var word = ""
    // What stands before the word that is being read, and before the one after it.
    var (gap, between) = ("", "")
    func end() {
      while let last = word.last, !last.isLetter, !last.isNumber {
        between.insert(last, at: between.startIndex)
        word.removeLast()
      }
      guard !word.isEmpty else { return }
      words.append(TextWord(word, place: words.count, after: gap))
      word = ""
    }
    for character in text {
      let joins =
        !word.isEmpty && "'’".contains(character)
        || "/.".contains(character) && word.last?.isNumber == true
      if character.isLetter || character.isNumber || joins {
        if word.isEmpty {
          gap = between
          between = ""
        }
        word.append(character)
      } else {
        end()
        between.append(character)
      }
    }
    end()
    return words
  }

  private init(_ text: String, place: Int, after gap: String) {
    self.text = text
    self.place = place
    self.gap = gap
    folded = text.lowercased().filter { $0.isLetter || $0.isNumber }
    compact = text.uppercased().filter {
      $0.isASCII && ($0.isLetter || $0.isNumber)
    }
  }

  var hasDigit: Bool { compact.utf8.contains(where: \.isDigit) }
  var hasLetter: Bool { compact.utf8.contains(where: \.isCapital) }
  /// Written as names are: a capital, then letters.
  var mayBeName: Bool {
    folded.count >= 2 && !hasDigit && text.first?.isUppercase == true
  }

  var isYear: Bool {
    compact.utf8.count == 4 && !hasLetter && (1900...2100).contains(Int(compact) ?? 0)
  }
  var isShortNumber: Bool {
    !hasLetter && (1...31).contains(Int(compact) ?? 0)
      || ["ST", "ND", "RD", "TH"].contains { compact.hasSuffix($0) } && hasDigit
  }
  var isMonth: Bool {
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
      .contains { folded.hasPrefix($0) }
  }
  /// `4/3/2012`, `04.03.12`.
  var isWholeDate: Bool {
    let parts = text.split(whereSeparator: { $0 == "/" || $0 == "." })
    return parts.count == 3 && parts.allSatisfy { Int($0) != nil }
  }
}
