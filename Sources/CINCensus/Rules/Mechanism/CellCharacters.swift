import Returns

/// A text as rules on its single characters see it.
struct CellCharacters {
  let count: Int
  private let text: CellText
  /// The characters of text that is long or goes beyond ASCII.
  private let others: [UInt8]

  /// What stands for a letter or digit beyond ASCII.
  private static let otherLetter: UInt8 = 0xFF

  init(_ text: CellText) {
    self.text = text
    count = text.count
    others = []
  }

  init(_ text: String) {
    self.text = .none
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      others = Array(text.utf8)
    } else {
      others = text.map { character in
        character.asciiValue
          ?? (character.isLetter || character.isNumber ? CellCharacters.otherLetter : 0)
      }
    }
    count = others.count
  }

  /// The character at a place, from 1 as pupil numbers are described; 0 behind the end and for what
  /// is neither ASCII nor a letter.
  subscript(place: Int) -> UInt8 {
    guard (1...max(count, 1)).contains(place), count > 0 else { return 0 }
    return others.isEmpty ? text[place - 1] : others[place - 1]
  }

  func isDigit(_ place: Int) -> Bool { self[place] &- 0x30 < 10 }

  func areDigits(_ places: ClosedRange<Int>) -> Bool { places.allSatisfy { isDigit($0) } }

  func isCapital(_ place: Int) -> Bool { self[place] &- 0x41 < 26 }

  /// Whether it is a letter from A to Z, great or small.
  func isLetter(_ place: Int) -> Bool { (self[place] | 0x20) &- 0x61 < 26 }

  func isLetterOrDigit(_ place: Int) -> Bool {
    isDigit(place) || isLetter(place) || self[place] == CellCharacters.otherLetter
  }
}

extension CellText {
  /// Whether the text is ASCII and short enough to be held exactly.
  var isPlain: Bool {
    count < 16 && (0..<count).allSatisfy { self[$0] < 0x80 }
  }

  /// Whether it is 1 or true, whatever the case.
  @inline(__always)
  var isYes: Bool { self == "1" || uppercased == "TRUE" }

  /// Whether it is 0 or false, whatever the case.
  @inline(__always)
  var isNo: Bool { self == "0" || uppercased == "FALSE" }
}
