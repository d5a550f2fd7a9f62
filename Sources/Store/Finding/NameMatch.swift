/// How near a name is to what was typed, the nearest first.
///
/// The number is what it costs in the ranking.
enum Closeness: Int, Comparable, Sendable {
  case exact = 0
  /// Another form of the same name: Beth and Elizabeth, MacDonald and McDonald.
  case otherForm = 2
  case prefix = 3
  case oneStep = 4
  case sound = 6
  case twoSteps = 7

  static func < (left: Closeness, right: Closeness) -> Bool { left.rawValue < right.rawValue }
}

/// A typed word, and the names of the vocabulary that it may mean.
struct WordPattern: Sendable {
  let typed: String
  /// Names that do not begin with what was typed, the nearest first.
  private(set) var others: [(name: String, closeness: Closeness)] = []
  private let bytes: [UInt8]
  private var otherBytes: [[UInt8]] = []

  /// So many names are near enough to one typed word.
  private static let most = 40

  init(_ typed: String) {
    self.typed = typed
    bytes = Array(typed.utf8)
  }

  /// The keys of the vocabulary under which near names stand.
  func keys(_ nicknames: Nicknames) -> [String] {
    var keys = forms(nicknames).map(NameKeys.exact)
    let steps = Spelling.stepsAllowed(inTyped: typed)
    guard steps > 0 else { return keys }
    keys += Spelling.rests(of: typed, depth: steps).map(NameKeys.rest)
    if let sound = SoundKey.of(typed) { keys.append(NameKeys.sound(sound)) }
    return keys
  }

  /// Takes those of the found names that are near enough.
  mutating func choose(from found: Set<String>, _ nicknames: Nicknames) {
    let forms = Set(forms(nicknames))
    let scalars = Array(typed.unicodeScalars)
    let sound = SoundKey.of(typed)
    others =
      found.compactMap { name in
        if name.hasPrefix(typed) { return nil }
        let closeness: Closeness? =
          forms.contains(name)
          ? .otherForm : WordPattern.closeness(scalars, Array(name.unicodeScalars), sound, name)
        return closeness.map { (name, $0) }
      }
      .sorted { ($0.closeness, $0.name) < ($1.closeness, $1.name) }
    others = Array(others.prefix(WordPattern.most))
    otherBytes = others.map { Array($0.name.utf8) }
  }

  private func forms(_ nicknames: Nicknames) -> [String] {
    var forms = nicknames.forms(of: typed)
    // Long enough to be a prefix and a name, not Mack or Macey.
    if typed.utf8.count > 5, typed.hasPrefix("mac") { forms.append("mc" + typed.dropFirst(3)) }
    if typed.utf8.count > 4, typed.hasPrefix("mc") { forms.append("mac" + typed.dropFirst(2)) }
    return forms
  }

  private static func closeness(
    _ typed: [Unicode.Scalar], _ name: [Unicode.Scalar], _ sound: String?, _ text: String
  ) -> Closeness? {
    let longer = max(typed.count, name.count)
    let steps = Spelling.steps(typed, name, limit: max(2, longer / 2))
    let sameStart = typed.first == name.first
    // In three letters, one that is wrong is another name, unless the beginning is right.
    if steps == 1, typed.count > 3 || (typed.count == 3 && sameStart) { return .oneStep }
    if let steps, let sound, steps <= longer / 2, SoundKey.of(text) == sound { return .sound }
    // Two wrong letters and another beginning make another name: Jordan and Morgan.
    if steps == 2, typed.count > 5, sameStart || typed.count > 7 { return .twoSteps }
    return nil
  }

  /// How near a name is; nil for one that is not.
  func closeness(of name: UnsafeBufferPointer<UInt8>) -> Closeness? {
    if name.starts(with: bytes) { return name.count == bytes.count ? .exact : .prefix }
    for (index, other) in otherBytes.enumerated()
    where other.count == name.count && name.elementsEqual(other) {
      return others[index].closeness
    }
    return nil
  }
}

/// How near all the names of a child are to all the words typed, in any order.
struct NamePattern: Sendable {
  let words: [WordPattern]

  /// The cost, and the least near of the words.
  struct Match: Sendable {
    var cost: Int
    var least: Closeness
  }

  /// - Parameters:
  ///   - names: the words of a child's names, with blanks between them
  ///   - missing: how many of the typed words need not be found
  /// - Returns: nil where some word typed is near to none of the names
  func match(_ names: UnsafeBufferPointer<UInt8>, missing: Int = 0) -> Match? {
    var match = Match(cost: 0, least: .exact)
    var missing = missing
    var farWords = 0
    for word in words {
      var best: Closeness?
      var start = 0
      while start < names.count {
        var end = start
        while end < names.count, names[end] != 0x20 { end += 1 }
        let name = UnsafeBufferPointer(rebasing: names[start..<end])
        if let closeness = word.closeness(of: name), best.map({ closeness < $0 }) ?? true {
          best = closeness
          if closeness == .exact { break }
        }
        start = end + 1
      }
      guard let best else {
        missing -= 1
        if missing < 0 { return nil }
        continue
      }
      if best == .twoSteps { farWords += 1 }
      match.cost += best.rawValue
      match.least = max(match.least, best)
    }
    // Two words with two slips each are two other names.
    return farWords > 1 ? nil : match
  }
}
