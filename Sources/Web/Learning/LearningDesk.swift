import Access
import CareRecord
import CivilTime
import Learning
import LearningPages
import Measures
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

  /// Which of our own figures a page shows; who sees them is logged.
  enum OwnFigures: Sendable {
    case none
    /// Every indicator's of today.
    case today
    /// Those that actions should move, of today and of the days on which they began.
    case movedBy(@Sendable (LearningRegister) -> [ImprovementAction])
  }

  func setting(
    of request: PageRequest, own wanted: OwnFigures = .none
  ) async throws -> LearningSetting {
    let register = try await store.learning(for: request.reading("learning"))
    let own = try await figures(wanted, in: register, for: request)
    return LearningSetting(
      page: casework.setting(of: request), register: register,
      colleagues: try await store.accounts()
        .map { .init(user: $0.person.user, name: $0.person.name, isActive: !$0.disabled) },
      figures: try await casework.figures(), promptsOfTheTool: try await shelf.prompts(),
      library: try EvidenceLibrary(own: register.ownEvidence), measured: own.figures,
      withheld: own.isWithheld)
  }

  private func figures(
    _ wanted: OwnFigures, in register: LearningRegister, for request: PageRequest
  ) async throws -> MeasureDesk.Answer {
    switch wanted {
    case .none: return MeasureDesk.Answer()
    case .today:
      return try await measures.figures(at: [request.today], for: request, purpose: "reflection")
    case .movedBy(let actions):
      let moving = actions(register).filter {
        $0.indicator.map { MeasureRegister.indicator($0) != nil } ?? false
      }
      if moving.isEmpty { return MeasureDesk.Answer() }
      let days = Set(moving.map(\.begins).filter { $0.isSet && $0 < request.today })
      return try await measures.figures(
        at: days.sorted() + [request.today], of: Set(moving.compactMap(\.indicator)),
        for: request, purpose: "board")
    }
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
