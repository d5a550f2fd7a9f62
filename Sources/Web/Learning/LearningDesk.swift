import Access
import CareRecord
import CivilTime
import Learning
import LearningPages
import Store

/// What the routes of learning share: the register as somebody may see it, and what it is shown with.
struct LearningDesk: Sendable {
  let store: any WebStore
  let casework: Casework
  let measures: MeasureDesk
  private let shelf = Shelf()

  init(store: any WebStore, casework: Casework, measures: MeasureDesk) {
    self.store = store
    self.casework = casework
    self.measures = measures
  }

  /// - Parameter measured: whether the page shows today's figures from our own record; who sees them is
  ///   logged.
  func setting(of request: PageRequest, measured: Bool = false) async throws -> LearningSetting {
    let own =
      measured
      ? try await measures.figures(at: [request.today], for: request, purpose: "reflection")
      : MeasureDesk.Answer()
    let register = try await store.learning(for: request.reading("learning"))
    return LearningSetting(
      page: casework.setting(of: request), register: register,
      colleagues: try await store.accounts()
        .map { .init(user: $0.person.user, name: $0.person.name, isActive: !$0.disabled) },
      figures: try await casework.figures(), promptsOfTheTool: try await shelf.prompts(),
      library: try EvidenceLibrary(own: register.ownEvidence), measured: own.figures,
      withheld: own.isWithheld)
  }

  func versions(of id: LearningID, for request: PageRequest) async throws -> [LearningVersion] {
    try await store.learningHistory(of: id, for: request.reading("learning"))
  }
}

extension LearningDesk {
  /// The prompts of the tool, read when they are first asked for.
  private actor Shelf {
    private var kept: [ReflectivePrompt]?

    func prompts() throws -> [ReflectivePrompt] {
      if let kept { return kept }
      let prompts = try ReflectivePrompt.ofTheTool()
      kept = prompts
      return prompts
    }
  }
}
