import Access
import CareRecord
import CaseworkPages
import CivilTime
import HTML
import Hummingbird
import Learning
import LearningPages
import OutcomePages
import Published
import Store

/// What the authority learns: findings, actions, reflection, priorities, evidence, sharing.
struct LearningRoutes {
  /// The form of an address: made of what stands in the address and what there is.
  typealias Making = @Sendable (PageRequest, LearningSetting) throws -> any LearningForm

  let desk: LearningDesk
  /// As others know us.
  let council: String

  init(store: any WebStore, casework: Casework, measures: MeasureDesk, council: String) {
    desk = LearningDesk(store: store, casework: casework, measures: measures)
    self.council = council
  }

  func add(to routes: Routes) {
    addRegister(to: routes)
    addActions(to: routes)
    addReflection(to: routes)
    addPhases(to: routes)
    addOthers(to: routes)
    addSharing(to: routes)
    addHistory(to: routes)
  }

  // MARK: - What routes share

  /// - Parameter own: which of our own figures it shows.
  func page(
    _ routes: Routes, _ path: String,
    own: @escaping @Sendable (PageRequest) throws -> LearningDesk.OwnFigures = { _ in .none },
    _ make: @escaping @Sendable (PageRequest, LearningSetting) throws -> Page
  ) {
    routes.get(path, for: Policy.mayUseLearning) { [desk] request in
      .page(try make(request, try await desk.setting(of: request, own: try own(request))))
    }
  }

  /// A form for something new.
  func form(
    _ routes: Routes, new target: Link, wayBack: Link,
    for permitted: @escaping @Sendable (Person) -> Bool = Policy.mayUseLearning,
    _ make: @escaping Making
  ) {
    routes.get(target.text, for: permitted) { [desk] request in
      let setting = try await desk.setting(of: request)
      return try await LearningTask(
        desk, request, setting, try make(request, setting), at: target, wayBack: wayBack
      ).begin()
    }
    routes.post(target.text, for: permitted) { [desk] request, sent in
      let setting = try await desk.setting(of: request)
      return try await LearningTask(
        desk, request, setting, try make(request, setting), at: target, wayBack: wayBack
      ).take(sent)
    }
  }

  /// A form that changes an item, or a part of it, below the item's page.
  ///
  /// - Parameter measured: whether it shows today's figures from our own record.
  func form(
    _ routes: Routes, of path: String, page: @escaping @Sendable (LearningID) -> Link,
    _ parts: @escaping @Sendable (PageRequest) -> [String], _ rest: String,
    measured: Bool = false, _ make: @escaping Making
  ) {
    @Sendable func task(_ request: PageRequest) async throws -> LearningTask {
      let id: LearningID = try request.identifier("item")
      let setting = try await desk.setting(of: request, own: measured ? .today : .none)
      let target = parts(request).reduce(page(id)) { $0.appending($1) }
      return LearningTask(
        desk, request, setting, try make(request, setting), about: .changing(id), at: target,
        wayBack: page(id))
    }
    let pattern = path + "/:item/" + rest
    routes.get(pattern, for: Policy.mayUseLearning) { try await task($0).begin() }
    routes.post(pattern, for: Policy.mayUseLearning) { try await task($0).take($1) }
  }

  // MARK: - Findings

  private func addRegister(to routes: Routes) {
    page(routes, "/learning") { request, setting in
      RegisterPage(RegisterQuestion(request.query.state)).page(in: setting)
    }
    @Sendable func board(_ request: PageRequest) -> BoardPage {
      BoardPage(
        page: request.query.state.pageNumber,
        whole: request.query[BoardPage.wholeField] == "all")
    }
    page(routes, "/learning/board", own: { .movedBy(board($0).actions) }) { request, setting in
      board(request).page(in: setting)
    }
    page(routes, "/learning/strengths") { request, setting in
      StrengthsPage(page: request.query.state.pageNumber).page(in: setting)
    }
    page(routes, "/learning/inspections") { InspectionsPage().page(in: $1) }
    form(routes, new: .addFinding, wayBack: .learning) { request, setting in
      let judgement = request.query[InspectionsPage.judgementField].flatMap {
        InspectionsPage.finding($0, in: setting)
      }
      return FindingForm(isNew: true, startingWith: judgement?.finding, in: setting)
    }
    page(routes, "/learning/findings/:item") { request, setting in
      guard let finding = setting.register.finding(try request.identifier("item")) else {
        throw Failure.notFound
      }
      return FindingPage(finding).page(in: setting)
    }
    form(routes, of: "/learning/findings", page: Link.finding, { _ in ["change"] }, "change") {
      FindingForm(isNew: false, in: $1)
    }
  }

  // MARK: - Actions

  private func addActions(to routes: Routes) {
    page(routes, "/learning/actions") { request, setting in
      ActionsPage(
        request.query["show"].flatMap(ActionsPage.View.init) ?? .open,
        page: request.query.state.pageNumber
      ).page(in: setting)
    }
    form(
      routes, new: .addAction, wayBack: .improvementActions, for: Policy.mayLeadLearning
    ) { request, setting in
      ActionForm(
        isNew: true,
        answering: request.query[ActionForm.findingField].flatMap { LearningID(text: $0) },
        agreedIn: request.query[ActionForm.sessionField].flatMap { LearningID(text: $0) },
        in: setting)
    }
    page(
      routes, "/learning/actions/:item",
      own: { request in
        let id: LearningID = try request.identifier("item")
        return .movedBy { register in
          register.actions.filter { $0.id == id }.map(\.body)
        }
      }
    ) { request, setting in
      let id: LearningID = try request.identifier("item")
      guard let action = setting.register.actions.first(where: { $0.id == id }) else {
        throw Failure.notFound
      }
      return ActionPage(action).page(in: setting)
    }
    let path = "/learning/actions"
    form(routes, of: path, page: Link.action, { _ in ["change"] }, "change") {
      ActionForm(isNew: false, in: $1)
    }
    form(routes, of: path, page: Link.action, { _ in ["review"] }, "review") {
      ActionReviewForm(in: $1)
    }
    form(routes, of: path, page: Link.action, { _ in ["assure"] }, "assure") {
      ActionAssuranceForm(in: $1)
    }
  }

  // MARK: - Reflection

  private func addReflection(to routes: Routes) {
    let path = "/learning/reflection"
    page(routes, path) { request, setting in
      ReflectionPage(page: request.query.state.pageNumber).page(in: setting)
    }
    page(routes, path + "/paper") { ReflectionPaperPage(nil).page(in: $1) }
    form(routes, new: .addSession, wayBack: .reflection, for: Policy.mayConvene) {
      SessionForm(in: $1)
    }
    form(routes, new: .addLocalPrompt, wayBack: .reflection, for: Policy.mayKeepLearning) {
      _, _ in LocalPromptForm()
    }
    page(routes, path + "/:item") { SessionPage(try session($0, $1)).page(in: $1) }
    page(routes, path + "/:item/paper") { request, setting in
      ReflectionPaperPage(try session(request, setting)).page(in: setting)
    }
    page(routes, path + "/:item/compare") { request, setting in
      SessionComparisonPage(setting.register.line(of: try session(request, setting)))
        .page(in: setting)
    }
    form(routes, of: path, page: Link.session, { _ in ["change"] }, "change") {
      SessionForm(changing: try $0.identifier("item"), in: $1)
    }
    form(
      routes, of: path, page: Link.session,
      { ["prompts", $0.parameters.get("prompt") ?? ""] }, "prompts/:prompt", measured: true
    ) { request, setting in
      guard let prompt = setting.prompts.first(where: { $0.id == request.parameters.get("prompt") })
      else { throw Failure.notFound }
      return PromptForm(prompt, in: setting)
    }
  }

  // MARK: - Control charts

  private func addPhases(to routes: Routes) {
    form(routes, new: .addPhase, wayBack: .outcomes, for: Policy.mayRecalculate) {
      request, setting in
      PhaseForm(
        of: request.query[PhaseStart.indicatorField], from: request.query[PhaseStart.yearField],
        in: setting)
    }
    page(routes, "/learning/phases/:item") { request, setting in
      let id: LearningID = try request.identifier("item")
      guard let phase = setting.register.phases.first(where: { $0.id == id }) else {
        throw Failure.notFound
      }
      return PhasePage(phase).page(in: setting)
    }
    form(routes, of: "/learning/phases", page: Link.phase, { _ in ["change"] }, "change") {
      PhaseForm(changing: try $0.identifier("item"), in: $1)
    }
  }

  // MARK: - Priorities and evidence

  private func addOthers(to routes: Routes) {
    page(routes, "/learning/priorities") { PrioritiesPage().page(in: $1) }
    addPriorities(to: routes)
    page(routes, "/learning/evidence") { request, setting in
      EvidencePage(page: request.query.state.pageNumber).page(in: setting)
    }
    form(routes, new: .addEvidence, wayBack: .evidence) { _, _ in EvidenceForm(isNew: true) }
    page(routes, "/learning/evidence/:item") { request, setting in
      guard let entry = request.parameters.get("item").flatMap({ setting.library[$0] }) else {
        throw Failure.notFound
      }
      return EvidenceItemPage(entry).page(in: setting)
    }
    form(
      routes, of: "/learning/evidence", page: { Link.evidence($0.text) }, { _ in ["change"] },
      "change"
    ) { _, _ in EvidenceForm(isNew: false) }
  }

  /// There is one page of priorities.
  private func addPriorities(to routes: Routes) {
    @Sendable func task(_ request: PageRequest) async throws -> LearningTask {
      let setting = try await desk.setting(of: request)
      return LearningTask(
        desk, request, setting, PrioritiesForm(), about: .theOne(Priorities.id),
        at: .changePriorities, wayBack: .priorities)
    }
    routes.get("/learning/priorities/change", for: Policy.mayWritePriorities) {
      try await task($0).begin()
    }
    routes.post("/learning/priorities/change", for: Policy.mayWritePriorities) {
      try await task($0).take($1)
    }
  }

  // MARK: - Every version

  private func addHistory(to routes: Routes) {
    routes.get("/learning/items/:item", for: Policy.mayUseLearning) { [desk] request in
      let versions = try await desk.versions(of: try request.identifier("item"), for: request)
      return .page(
        LearningHistoryPage(versions).page(in: try await desk.setting(of: request)))
    }
    routes.post("/learning/items/:item/withdraw", for: Policy.mayKeepLearning) {
      [desk] request, form in
      let id: LearningID = try request.identifier("item")
      let reason = form.text(LearningHistoryPage.reasonField)
      guard !reason.isEmpty else {
        var state = form.state
        state.refuse(LearningHistoryPage.reasonField, "Say why it is taken out")
        let versions = try await desk.versions(of: id, for: request)
        return .page(
          LearningHistoryPage(versions, form: state)
            .page(in: try await desk.setting(of: request)), .unprocessableContent)
      }
      try await desk.store.withdrawLearning(id, because: reason, for: request.reading("learning"))
      return .seeOther(.learning)
    }
  }
}

/// The session that an address names, if its reader was there.
private func session(
  _ request: PageRequest, _ setting: LearningSetting
) throws -> LearningRegister.Held<ReflectiveSession> {
  guard let session = setting.register.session(try request.identifier("item")) else {
    throw Failure.notFound
  }
  return session
}
