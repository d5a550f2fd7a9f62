import Foundation

/// Names and queries as words that can be compared: small letters without accents, apostrophes or
/// other marks.
///
/// `O’Brien` is one word, `obrien`. `Smith-Jones` is three: `smith`, `jones` and `smithjones`, so
/// that people find it however they write it; `Mc Donald` and `O Brien` likewise.
enum NameWords {
  /// No name is longer; what is longer is cut, so that no text can make the index large.
  static let longest = 40
  /// How many words of one text are taken.
  static let most = 24

  /// The words of a name, each once, in the order in which they stand.
  static func indexed(_ name: String) -> [String] {
    var words: [String] = []
    for chunk in chunks(of: name) {
      for part in chunk where !words.contains(part) { words.append(part) }
      let joined = cut(chunk.joined())
      if chunk.count > 1, !words.contains(joined) { words.append(joined) }
    }
    return Array(words.prefix(most))
  }

  /// The words of a query, as typed, none joined.
  static func typed(_ query: String) -> [String] {
    Array(chunks(of: query).joined().prefix(most))
  }

  /// The words of a name in one text, for sorting: accents and capitals make no difference.
  static func sortKey(_ name: String) -> String { typed(name).joined(separator: " ") }

  /// Words that stand together: parts of a double-barrelled name, or a prefix and its name.
  private static func chunks(of name: String) -> [[String]] {
    var chunks: [[String]] = [[]]
    var word = ""
    /// Whether what comes next belongs to the word before: after a hyphen or after `Mc`.
    func endWord(joins: Bool) {
      if !word.isEmpty { chunks[chunks.count - 1].append(cut(word)) }
      let prefixes = joins || joiningPrefixes.contains(word)
      word = ""
      if !prefixes, chunks.last?.isEmpty == false { chunks.append([]) }
    }
    for scalar in folded(name).unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        word.unicodeScalars.append(scalar)
      } else if scalar.properties.generalCategory == .nonspacingMark || isApostrophe(scalar) {
        continue
      } else {
        endWord(joins: scalar.properties.generalCategory == .dashPunctuation)
      }
    }
    endWord(joins: false)
    return chunks.filter { !$0.isEmpty }
  }

  /// What some write apart from the name that it begins, and others not.
  private static let joiningPrefixes: Set<String> = [
    "mc", "mac", "o", "d", "st", "van", "von", "der", "den", "de", "del", "della", "di", "du", "la",
    "le", "al", "el", "abdul", "ibn", "bin", "ben", "bint", "ap",
  ]

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "'", "’", "‘", "ʼ", "ʻ", "`", "´": true
    default: false
    }
  }

  private static func cut(_ word: String) -> String {
    word.utf8.count <= longest ? word : String(word.unicodeScalars.prefix(longest))
  }

  /// Small letters, accents apart from their letters, and letters that Unicode does not take apart
  /// as people without them on the keyboard type them.
  private static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    var folded = ""
    for scalar in text.lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars {
      if let letters = undecomposed[scalar] {
        folded += letters
      } else {
        folded.unicodeScalars.append(scalar)
      }
    }
    return folded
  }

  private static let undecomposed: [Unicode.Scalar: String] = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "ħ": "h", "ŋ": "n", "ə": "e",
  ]
}
