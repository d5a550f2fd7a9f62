import CareRecord
import Testing

@testable import Store

/// What holds for every name, tried on several hundred made ones.
@Suite struct SearchPropertyTests {
  private struct Names: Sendable {
    let test: TestStore
    /// The words of each child's names, as typed.
    let words: [Int64: [String]]

    static let shared = Task { try await Names() }

    init() async throws {
      test = try await TestStore()
      var random = SplitMix(state: 7)
      var words: [Int64: [String]] = [:]
      for number in 1...400 as ClosedRange<Int64> {
        words[number] = [Names.name(&random), Names.name(&random)]
      }
      let commits = words.sorted { $0.key < $1.key }.map { number, words in
        Commit.received([
          .new(identity(words[0], words[1]), id: fact(number), of: [child(number)])
        ])
      }
      for result in try await test.store.commit(commits, by: .officer) { _ = try result.get() }
      self.words = words
    }

    /// Two or three syllables that no one is called by.
    private static func name(_ random: inout SplitMix) -> String {
      let starts = [
        "B", "Ch", "D", "Fl", "Gr", "H", "J", "K", "Ll", "M", "N", "Ph", "Qu", "R", "S",
      ]
      let middles = ["aldi", "erro", "inna", "ombe", "ulla", "yvi", "eigh", "ourne", "icka"]
      let ends = ["", "th", "n", "sby", "wick", "ston", "lle", "x", "é"]
      return [starts, middles, ends].map { $0.randomElement(using: &random) ?? "" }.joined()
    }

    func find(_ query: String) async throws -> Set<Int64> {
      let nicknames = test.store.nicknames
      return try await test.store.read { database in
        let search = ChildSearch(
          database: database, authority: leeds, person: .officer, today: TestStore.today,
          nicknames: nicknames)
        let hits = try search.hits(SearchQuery(query, today: TestStore.today), limit: 400)
        return Set(hits.map(\.headline.subject.id.raw))
      }
    }
  }

  @Test func every_name_is_found_by_itself_either_way_round() async throws {
    let names = try await Names.shared.value
    for (number, words) in names.words where number % 2 == 0 {
      for query in [words[0], words[1], words.joined(separator: " "), "\(words[1]), \(words[0])"] {
        #expect(try await names.find(query).contains(number), "\(query)")
        #expect(try await names.find(query.uppercased()).contains(number), "\(query)")
      }
    }
  }

  @Test func every_name_is_found_by_any_beginning_of_three_letters_or_more() async throws {
    let names = try await Names.shared.value
    for (number, words) in names.words where number % 4 == 0 {
      for word in words where word.count >= 3 {
        for length in 3...word.count {
          let query = String(word.prefix(length))
          #expect(try await names.find(query).contains(number), "\(query) of \(word)")
        }
      }
    }
  }

  @Test func every_name_of_five_letters_is_found_with_any_one_slip() async throws {
    let names = try await Names.shared.value
    var random = SplitMix(state: 11)
    for (number, words) in names.words.sorted(by: { $0.key < $1.key }) where number % 10 == 0 {
      for word in words where word.count >= 5 {
        for slip in slips(word, &random) {
          #expect(try await names.find(slip).contains(number), "\(slip) for \(word)")
        }
      }
    }
  }

  /// Each letter left out, doubled, wrong and swapped with its neighbour, and one put before it.
  private func slips(_ word: String, _ random: inout SplitMix) -> [String] {
    let letters = Array(word)
    var slips: [String] = []
    func letter() -> Character { "abcdefghijklmnopqrstuvwxyz".randomElement(using: &random) ?? "e" }
    for index in letters.indices {
      var missing = letters
      missing.remove(at: index)
      var doubled = letters
      doubled.insert(letters[index], at: index)
      var wrong = letters
      wrong[index] = letter()
      var more = letters
      more.insert(letter(), at: index)
      var swapped = letters
      if index > 0 { swapped.swapAt(index, index - 1) }
      slips += [missing, doubled, wrong, more, swapped].map { String($0) }
    }
    return slips
  }

  @Test func two_words_within_reach_always_have_a_key_in_common() {
    var random = SplitMix(state: 3)
    for _ in 0..<3_000 {
      let length = Int.random(in: 2...12, using: &random)
      let name = String((0..<length).map { _ in "abcde".randomElement(using: &random) ?? "a" })
      var typed = Array(name)
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        let index = typed.indices.randomElement(using: &random) ?? 0
        switch Int.random(in: 0...3, using: &random) {
        case 0: typed.remove(at: index)
        case 1: typed.insert("d", at: index)
        case 2: typed[index] = "b"
        default: if index > 0 { typed.swapAt(index, index - 1) }
        }
        if typed.isEmpty { typed = ["a"] }
      }
      let query = String(typed)
      let allowed = Spelling.stepsAllowed(inTyped: query)
      let steps = Spelling.steps(
        Array(query.unicodeScalars), Array(name.unicodeScalars), limit: allowed)
      guard steps != nil else { continue }
      let stored = Spelling.rests(of: name, depth: Spelling.depth(ofName: name))
      let asked = Spelling.rests(of: query, depth: allowed)
      #expect(!stored.isDisjoint(with: asked), "\(query) for \(name)")
    }
  }

  @Test func any_text_at_all_is_answered() async throws {
    let names = try await Names.shared.value
    var random = SplitMix(state: 5)
    let alphabet = Array("aZ é'’-_%*\"\\;:/.0123456789()[]{}\u{0}\u{301}李Жß🙂\n\t")
    for _ in 0..<300 {
      let length = Int.random(in: 0...40, using: &random)
      let query = String((0..<length).map { _ in alphabet.randomElement(using: &random) ?? " " })
      #expect(try await names.find(query).count <= 400)
    }
    #expect(try await names.find(String(repeating: "grumble ", count: 10_000)).isEmpty)
    #expect(try await names.find(String(repeating: "x", count: 100_000)).isEmpty)
  }
}

/// A small generator with a seed, so that every run tries the same.
///
/// Source: Sebastiano Vigna's splitmix64.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
