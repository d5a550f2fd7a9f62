/// The consonants that are heard in an English name: names that sound alike have the same key.
///
/// The rules are those of Metaphone (Lawrence Philips, "Hanging on the Metaphone", Computer
/// Language, December 1990), changed for names in four places: every vowel at the beginning is the
/// same `A` (Aileen, Eileen), `th` is `T` (Theresa, Anthony), `p` is silent in `mps` (Thompson),
/// and `ch` before a consonant and in `-icho-`, `-icha-`, `-acha-` is `K` (Christopher, Nicholas,
/// Michael, Zachary).
enum SoundKey {
  /// The key of a folded word; nil where it says too little (fewer than two sounds) or where the
  /// word is not in the letters a to z.
  static func of(_ word: String) -> String? {
    let letters = Array(word.utf8)
    guard letters.count > 1, letters.allSatisfy({ (0x61...0x7A).contains($0) }) else { return nil }
    var reader = Reader(letters: letters)
    let key = reader.key()
    return key.count < 2 ? nil : String(decoding: key, as: UTF8.self)
  }
}

private struct Reader {
  let letters: [UInt8]
  var at = 0
  var out: [UInt8] = []

  init(letters: [UInt8]) { self.letters = letters }

  mutating func key() -> [UInt8] {
    begin()
    while at < letters.count {
      // A doubled letter is heard once; in `cc` each may have its own sound.
      if at > 0, letters[at] == letters[at - 1], letters[at] != c("c") {
        at += 1
      } else {
        at += sound()
      }
    }
    return out
  }

  /// What is silent or different at the beginning of a word.
  private mutating func begin() {
    switch (letter(0), letter(1)) {
    case (c("k"), c("n")), (c("g"), c("n")), (c("p"), c("n")), (c("w"), c("r")): at = 1
    case (c("x"), _): emit("S", 1)
    case (c("w"), c("h")): emit("W", 2)
    case (c("g"), c("h")): emit("K", 2)
    case (let first, _) where isVowel(first): emit("A", 1)
    default: break
    }
  }

  private mutating func emit(_ sound: Unicode.Scalar, _ step: Int) {
    out.append(c(sound))
    at += step
  }

  /// Adds what the letter at `at` sounds like; the number of letters that it used.
  private mutating func sound() -> Int {
    let next = letter(at + 1)
    switch letters[at] {
    case c("b"): return ends(after: "m") ? 1 : put("B", 1)
    case c("c"): return soundOfC()
    case c("d"):
      let soft = next == c("g") && isFront(letter(at + 2))
      return soft ? put("J", 2) : put("T", 1)
    case c("f"), c("v"): return put("F", 1)
    case c("g"): return soundOfG()
    case c("h"): return isVowel(next) && !isAfter("cgpst") ? put("H", 1) : 1
    case c("j"): return put("J", 1)
    case c("k"): return isAfter("c") ? 1 : put("K", 1)
    case c("l"): return put("L", 1)
    case c("m"): return put("M", 1)
    case c("n"): return put("N", 1)
    case c("p"):
      // Silent in Thompson and Simpson.
      if isAfter("m"), next == c("s") { return 1 }
      return next == c("h") ? put("F", 2) : put("P", 1)
    case c("q"): return put("K", 1)
    case c("r"): return put("R", 1)
    case c("s"):
      if next == c("c"), letter(at + 2) == c("h") { return put("S", 1) + putK(2) }
      return next == c("h") || isBeforeIAOrIO ? put("X", next == c("h") ? 2 : 1) : put("S", 1)
    case c("t"):
      if next == c("c"), letter(at + 2) == c("h") { return 1 }
      return isBeforeIAOrIO ? put("X", 1) : put("T", next == c("h") ? 2 : 1)
    case c("w"), c("y"):
      return isVowel(next) ? put(letters[at] == c("w") ? "W" : "Y", 1) : 1
    case c("x"): return put("K", 0) + put("S", 1)
    case c("z"): return put("S", 1)
    default: return 1
    }
  }

  private mutating func soundOfC() -> Int {
    let next = letter(at + 1)
    if next == c("h") {
      let after = letter(at + 2)
      let hard =
        (!isVowel(after) && after != 0)
        || (isAfter("ai") && (after == c("a") || after == c("o")))
      return put(hard ? "K" : "X", 2)
    }
    if next == c("i"), letter(at + 2) == c("a") { return put("X", 1) }
    if isFront(next) { return isAfter("s") ? 1 : put("S", 1) }
    // In `cc` the first is heard only before a soft second one (Alessia's cousin Ricci apart).
    return next == c("c") && !isFront(letter(at + 2)) ? 1 : put("K", 1)
  }

  private mutating func soundOfG() -> Int {
    let next = letter(at + 1)
    if next == c("h") { return 2 }
    if next == c("n"), at + 2 == letters.count { return 1 }
    return put(isFront(next) && !isAfter("g") ? "J" : "K", 1)
  }

  private mutating func put(_ sound: Unicode.Scalar, _ step: Int) -> Int {
    out.append(c(sound))
    return step
  }

  private mutating func putK(_ step: Int) -> Int { put("K", step) }

  private func letter(_ index: Int) -> UInt8 { index < letters.count ? letters[index] : 0 }

  private func isVowel(_ letter: UInt8) -> Bool {
    switch letter {
    case c("a"), c("e"), c("i"), c("o"), c("u"): true
    default: false
    }
  }

  /// The vowels that soften a `c` or a `g` before them.
  private func isFront(_ letter: UInt8) -> Bool {
    letter == c("e") || letter == c("i") || letter == c("y")
  }

  private func isAfter(_ any: StaticString) -> Bool {
    at > 0 && any.withUTF8Buffer { $0.contains(letters[at - 1]) }
  }

  /// Whether the letter is the last one and stands after this one: the silent `b` of Lamb.
  private func ends(after other: StaticString) -> Bool {
    at + 1 == letters.count && isAfter(other)
  }

  private var isBeforeIAOrIO: Bool {
    letter(at + 1) == c("i") && (letter(at + 2) == c("a") || letter(at + 2) == c("o"))
  }

  private func c(_ scalar: Unicode.Scalar) -> UInt8 { UInt8(ascii: scalar) }
}
