import Foundation
import Learning
import Published
import Testing

/// Nothing leaves an authority but the words of approved insights.
@Suite struct SharedInsightsTests {
  /// Items of all sorts, each written line a word of its own that says whether it may go out.
  private func items(_ random: inout SeededRandom) -> [LearningVersion] {
    var number: Int64 = 100
    var versions: [LearningVersion] = []
    func word(_ may: Bool) -> String {
      number += 1
      return (may ? "shared" : "secret") + "\(number)x"
    }
    for _ in 0..<random.below(30) {
      let withdrawn = random.below(5) == 0
      let item: LearningItem
      switch random.below(7) {
      case 0:
        item = .finding(
          .example(
            title: word(false), theme: word(false), found: word(false), place: word(false),
            how: word(false), trying: word(false)))
      case 1:
        item = .action(
          .example(
            title: word(false), owner: .init(name: word(false)), expected: word(false),
            review: word(false), assurance: word(false)))
      case 2:
        item = .session(
          .example(
            title: word(false), gathered: word(false), weDo: word(false), weHeard: word(false),
            weWillChange: word(false),
            participants: [.init(role: word(false), organisation: word(false))]))
      case 3:
        item = .priorities(
          Priorities(achieved: word(false), things: [word(false)], around: word(false)))
      case 4:
        item = .evidence(
          EvidenceItem(
            title: word(false), publisher: word(false), strength: .trial, says: word(false)))
      case 5: item = .prompt(LocalPrompt(under: .safe, words: word(false)))
      default:
        let approved = random.below(2) == 0
        let may = approved && !withdrawn
        item = .insight(
          .example(
            title: word(may), summary: word(may), audience: word(may),
            approval: approved ? .init(on: day("2026-06-01"), by: "rowan") : nil))
      }
      number += 1
      versions.append(.of(item, id: number, withdrawn: withdrawn ? word(false) : nil))
    }
    return versions
  }

  @Test func nothing_goes_out_but_the_words_of_approved_insights() throws {
    var random = SeededRandom(seed: 20_261_122)
    var shared = 0
    for _ in 0..<300 {
      let versions = items(&random)
      let insights = SharedInsights(versions)
      let file = String(decoding: try insights.json(from: "Kith County"), as: UTF8.self)
      #expect(!file.contains("secret"))
      let expected = versions.flatMap { $0.item.lines.map(\.text) }
        .filter { $0.hasPrefix("shared") }
      for word in expected { #expect(file.contains(word)) }
      shared += expected.count
    }
    #expect(shared > 300)
  }

  @Test func the_file_says_what_it_is_and_from_whom() throws {
    let insights = SharedInsights([
      .of(.insight(.example(approval: .init(on: day("2026-06-01"), by: "rowan"))))
    ])
    let file =
      try JSONSerialization.jsonObject(
        with: Data(try insights.json(from: "Kith County"))) as? [String: Any]
    #expect(file?["format"] as? String == "kith-shared-insights-1")
    #expect(file?["authority"] as? String == "Kith County")
    let line = (file?["insights"] as? [[String: Any]])?.first
    #expect(line?["approvedOn"] as? String == "2026-06-01")
    #expect(line?["under"] as? String == "workforce")
    #expect(line?.keys.contains("by") == false)
  }
}

/// The same numbers for the same seed.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}
