import CareRecord
import CivilTime
import Testing

@testable import Simulation

@Suite struct NarrativeTests {
  @Test func texts_name_people_leave_no_gap_and_differ() throws {
    var texts: [String: Int] = [:]
    for change in try Simulated.authority(250, casework: true).families.flatMap(\.changes) {
      guard case .put(let fact) = change.body else { continue }
      for text in narratives(of: fact) {
        #expect(!text.contains("{") && !text.contains("}") && !text.contains("|"))
        #expect(!text.hasSuffix("\n") && !text.hasPrefix("\n"))
        texts[text, default: 0] += 1
      }
    }
    let all = texts.values.reduce(0, +)
    #expect(all > 1000)
    #expect(texts.count > all / 2)
  }

  private func narratives<F: Fact>(of fact: F) -> [String] {
    F.fields.filter { $0.about.type == .narrative }.compactMap { field in
      guard case .text(let text) = field.read(fact) else { return nil }
      return text
    }
  }

  @Test func every_section_that_stages_draw_from_has_sentences_for_the_ages_it_is_drawn_for() throws
  {
    let sentences = try Sentences()
    let born: [Sentences.Age] = [.baby, .young, .teen]
    for section in [
      "analysis.strength", "analysis.voice", "analysis.conclusion.plan", "visit.childInNeed",
      "visit.childProtection", "visit.lookedAfter", "visit.agreed", "voice", "seen", "unseen",
      "referral.police", "referral.health", "referral.family", "referral.other",
      "referral.decision", "note.call", "note.health", "note.supervision", "note.familyTime",
      "note.next",
    ] + ["N1", "N2", "N3", "N4", "N5", "N6"].map({ "analysis.worry.\($0)" }) {
      for age in born {
        let fitting = sentences.all(section).filter { $0.ages.contains(age) }
        #expect(!fitting.isEmpty, "\(section) for \(age)")
      }
    }
    for section in ["referral.health", "analysis.unborn"] {
      #expect(sentences.all(section).contains { $0.ages.contains(.unborn) })
    }
  }

  @Test func a_note_has_its_title_before_its_text() throws {
    let sentences = try Sentences()
    for name in sentences.names where name.hasPrefix("note.") && name != "note.next" {
      #expect(sentences.all(name).allSatisfy { $0.text.split(separator: "|").count == 2 })
    }
  }

  @Test func ages_that_there_are_not_are_refused() throws {
    let error = try #require(throws: ResourceError.self) {
      try Sentences("sentences.txt", text: "## section\n[young old] A line.")
    }
    #expect(error.line == 2)
    #expect(error.field == "ages")
  }

  @Test func a_line_outside_every_section_is_refused() throws {
    let error = try #require(throws: ResourceError.self) {
      try Sentences("sentences.txt", text: "# a remark\n\nlost line\n## section\nfound")
    }
    #expect(error.line == 3)
    #expect(error.value == "lost line")
  }
}
