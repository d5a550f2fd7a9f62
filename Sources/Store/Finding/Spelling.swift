/// How far apart two words are, and the keys by which near ones find each other.
///
/// A letter wrong, missing, too many, or two neighbours swapped is one step (optimal string
/// alignment distance). Words within a number of steps have a common rest when that many letters
/// are struck out of each, so that an index of the rests finds every near word without looking at
/// the others (symmetric deletion, after Wolf Garbe's SymSpell, 2012). Rests are made of the first
/// letters only, which loses no pair: what a step shifts out of them is one more letter struck out.
enum Spelling {
  /// How many letters at the beginning of a word its rests are made of.
  private static let head = 7

  /// How many steps a typed word may be from a name to count as a slip.
  ///
  /// One step in two letters says nothing; two steps in five make another name.
  static func stepsAllowed(inTyped word: String) -> Int {
    switch word.unicodeScalars.count {
    case ...2: 0
    case ...5: 1
    default: 2
    }
  }

  /// How many letters are struck out of a name for the index; with those struck out of what is
  /// typed, enough for every pair within `stepsAllowed`.
  static func depth(ofName word: String) -> Int {
    switch word.unicodeScalars.count {
    case ...1: 0
    case ...5: 1
    default: 2
    }
  }

  /// The beginning of the word and what is left of it when up to `depth` letters are struck out.
  static func rests(of word: String, depth: Int) -> Set<String> {
    var all: Set<[Unicode.Scalar]> = [Array(word.unicodeScalars.prefix(head))]
    var last = all
    for _ in 0..<depth {
      var next: Set<[Unicode.Scalar]> = []
      for rest in last where rest.count > 1 {
        for index in rest.indices {
          var shorter = rest
          shorter.remove(at: index)
          next.insert(shorter)
        }
      }
      all.formUnion(next)
      last = next
    }
    return Set(
      all.map { scalars in
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
      })
  }

  /// The steps between two words; nil where there are more than `limit`.
  static func steps(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    if left == right { return 0 }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    var row = last
    for i in left.indices {
      row[0] = i + 1
      var least = row[0]
      for j in right.indices {
        var steps = last[j] + (left[i] == right[j] ? 0 : 1)
        steps = min(steps, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          steps = min(steps, beforeLast[j - 1] + 1)
        }
        row[j + 1] = steps
        least = min(least, steps)
      }
      if least > limit { return nil }
      swap(&beforeLast, &last)
      swap(&last, &row)
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }
}
