import Access
import CareRecord
import CivilTime
import Learning
import LearningPages
import Published
import Store

/// What the routes of learning share: the register as somebody may see it, and what it is shown with.
struct LearningDesk: Sendable {
  let store: any WebStore
  let casework: Casework
  private let shelf = Shelf()

  func setting(of request: PageRequest) async throws -> LearningSetting {
    let register = try await store.learning(for: request.reading("learning"))
    let shipped = try await shelf.held()
    return LearningSetting(
      page: casework.setting(of: request), register: register,
      colleagues: try await store.accounts().filter { !$0.disabled }
        .map { .init(user: $0.person.user, name: $0.person.name) },
      figures: shipped.figures, promptsOfTheTool: shipped.prompts,
      library: try EvidenceLibrary(own: register.ownEvidence))
  }

  func versions(of id: LearningID, for request: PageRequest) async throws -> [LearningVersion] {
    try await store.learningHistory(of: id, for: request.reading("learning"))
  }
}

extension LearningDesk {
  /// What is shipped with Kith, read when it is first asked for: it takes some tens of milliseconds.
  private actor Shelf {
    struct Held {
      let figures: PublishedFigures
      let prompts: [ReflectivePrompt]
    }

    private var kept: Held?

    func held() throws -> Held {
      if let kept { return kept }
      let held = Held(
        figures: try PublishedFigures.shipped(), prompts: try ReflectivePrompt.ofTheTool())
      kept = held
      return held
    }
  }
}
