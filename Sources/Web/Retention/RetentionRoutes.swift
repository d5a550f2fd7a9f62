import Access
import CareRecord
import CaseworkPages
import CivilTime
import Exchange
import HTML
import Hummingbird
import Retention
import Store

/// Until when records are kept, and their destruction by two people.
struct RetentionRoutes {
  let store: any WebStore
  let casework: Casework

  func add(to routes: Routes) {
    addReviews(to: routes)
    addHolds(to: routes)
    addSchedules(to: routes)
    addDestroyed(to: routes)
    addBackups(to: routes)
  }

  private func names() async throws -> [String: String] {
    Dictionary(
      try await store.accounts().map { ($0.person.user, $0.person.name) },
      uniquingKeysWith: { $1 })
  }

  // MARK: - Reviews

  private func addReviews(to routes: Routes) {
    let reviewers = Policy.mayReviewRetention
    routes.get("/retention", for: reviewers) { request in
      let asked = request.query.number(DueRecordsPage.monthsField) ?? 0
      let months = DueRecordsPage.months.contains(asked) ? asked : 0
      let page = min(max(request.query.number("page") ?? 1, 1), 10_000)
      let list = try await store.retentionList(
        dueBy: request.today.adding(months: months),
        offset: (page - 1) * DueRecordsPage.pageLength, limit: DueRecordsPage.pageLength,
        for: request.reading("records due"))
      return .page(
        DueRecordsPage(list, months: months, page: page).page(in: casework.setting(of: request)))
    }
    routes.get("/retention/records/:child", for: reviewers) { request in
      let child = try request.child()
      do {
        return .page(try await review(of: child, request))
      } catch ReadRefused.needsReason(let headline) {
        return .seeOther(OpenRoutes.link(to: headline.subject, next: request.context.path))
      }
    }
    routes.post("/retention/records/:child", for: reviewers) { request, form in
      let child = try request.child()
      var state = form.state
      let done = try await decide(about: child, form, &state, request)
      if let done { return .seeOther(done) }
      return .page(try await review(of: child, request, state), .unprocessableContent)
    }
  }

  private func review(
    of child: Subject, _ request: PageRequest, _ form: FormState = FormState()
  ) async throws -> Page {
    let review = try await store.retentionReview(of: child, for: request.reading("retention"))
    let files = try await keptFiles(review, request)
    return RecordReviewPage(
      review, files: files, backups: try await store.backupNotes().count { $0.gone == nil },
      keepsArchive: store.keepsArchive, names: try await names(), form: form
    ).page(in: casework.setting(of: request))
  }

  private func keptFiles(
    _ review: RetentionReview, _ request: PageRequest
  ) async throws -> [RecordReviewPage.KeptFile] {
    var files: [RecordReviewPage.KeptFile] = []
    for change in try await KeptFileSearch.changes(
      of: review.identifiers, of: request.person.authority, in: store)
    {
      let held = try await store.files(of: change.submission)
      var why: String?
      if case .failure(let reason) = change.after { why = reason.words }
      files.append(
        RecordReviewPage.KeptFile(
          submission: change.submission,
          name: held.indices.contains(change.number) ? held[change.number].name : "",
          rows: change.rows, staysBecause: why))
    }
    return files
  }

  /// - Returns: where to go on; nil where the form is shown again with what is wrong
  private func decide(
    about child: Subject, _ form: SubmittedForm, _ state: inout FormState, _ request: PageRequest
  ) async throws -> Link? {
    let reading = request.reading("retention")
    let reason = form.text(RecordReviewPage.reasonField)
    let proposal = Int64(form.text(RecordReviewPage.proposalField)) ?? 0
    guard
      let decision = RecordReviewPage.Decision(
        rawValue: form.text(RecordReviewPage.decisionField))
    else {
      state.refuse(RecordReviewPage.decisionField, "Choose what you decide")
      return nil
    }
    if reason.isEmpty, decision != .destroy {
      state.refuse(RecordReviewPage.reasonField, "Say why")
      return nil
    }
    do {
      switch decision {
      case .propose: try await store.propose(child, because: reason, for: reading)
      case .approve:
        try await store.approve(child, proposal: proposal, because: reason, for: reading)
      case .decline:
        try await store.decline(child, proposal: proposal, because: reason, for: reading)
      case .keep:
        guard
          let day = state.day(
            RecordReviewPage.untilField, called: "the day until which it is kept", required: true)
        else { return nil }
        try await store.keep(child, until: day, because: reason, for: reading)
      case .hold:
        try await store.placeHold(.record(child.id), because: reason, by: request.person)
      case .destroy:
        let review = try await store.retentionReview(of: child, for: reading)
        let files = try await KeptFileSearch.changes(
          of: review.identifiers, of: request.person.authority, in: store)
        let tombstone = try await store.destroy(child, files: files, for: reading)
        return .certificate(tombstone.number)
      }
      return .review(of: child)
    } catch let refused as RetentionRefused {
      let field =
        decision == .keep ? RecordReviewPage.untilField : RecordReviewPage.reasonField
      state.refuse(field, refused.description)
      return nil
    }
  }

  // MARK: - Legal holds

  private func addHolds(to routes: Routes) {
    let reviewers = Policy.mayReviewRetention
    routes.get("/retention/holds", for: reviewers) { request in
      .page(
        LegalHoldsPage(try await store.legalHolds(), names: try await names())
          .page(in: casework.setting(of: request)))
    }
    routes.post("/retention/holds", for: reviewers) { request, form in
      var state = form.state
      let asked = form.text(LegalHoldsPage.scopeField)
      let scope: LegalHold.Scope? =
        asked == LegalHoldsPage.everyScope
        ? .every : RetentionSchedule.Reason(rawValue: asked).map(LegalHold.Scope.sort)
      let reason = form.text(LegalHoldsPage.reasonField)
      if scope == nil { state.refuse(LegalHoldsPage.scopeField, "Choose which records") }
      if reason.isEmpty { state.refuse(LegalHoldsPage.reasonField, "Say why") }
      if let scope, !reason.isEmpty {
        try await store.placeHold(scope, because: reason, by: request.person)
        return .seeOther(.legalHolds)
      }
      return .page(
        LegalHoldsPage(try await store.legalHolds(), names: try await names(), form: state)
          .page(in: casework.setting(of: request)), .unprocessableContent)
    }
    routes.get("/retention/holds/:number/lift", for: reviewers) { request in
      .page(
        LiftHoldPage(try await hold(request), names: try await names())
          .page(in: casework.setting(of: request)))
    }
    routes.post("/retention/holds/:number/lift", for: reviewers) { request, form in
      let hold = try await hold(request)
      var state = form.state
      do {
        try await store.liftHold(
          hold.number, because: form.text(LegalHoldsPage.reasonField), by: request.person)
        return .seeOther(.legalHolds)
      } catch let refused as RetentionRefused {
        state.refuse(LegalHoldsPage.reasonField, refused.description)
      }
      return .page(
        LiftHoldPage(hold, names: try await names(), form: state)
          .page(in: casework.setting(of: request)), .unprocessableContent)
    }
  }

  private func hold(_ request: PageRequest) async throws -> LegalHold {
    guard let number = request.parameters.get("number").flatMap({ Int64($0) }),
      let hold = try await store.legalHolds().first(where: { $0.number == number })
    else { throw Failure.notFound }
    return hold
  }

  // MARK: - Schedules

  private func addSchedules(to routes: Routes) {
    routes.get("/retention/schedules", for: Policy.mayReviewRetention) { request in
      .page(
        SchedulesPage(try await store.scheduleHistory(), names: try await names())
          .page(in: casework.setting(of: request)))
    }
    routes.post("/retention/schedules", for: Policy.mayAdoptSchedules) { request, form in
      var state = form.state
      let typed = form.text(SchedulesPage.yearsField)
      let schedule = RetentionSchedule.Reason(rawValue: form.text(SchedulesPage.scheduleField))
      let reason = form.text(SchedulesPage.reasonField)
      if schedule == nil { state.refuse(SchedulesPage.scheduleField, "Choose a schedule") }
      if !typed.isEmpty, Int(typed) == nil {
        state.refuse(SchedulesPage.yearsField, "Enter a whole number of years")
      }
      if reason.isEmpty { state.refuse(SchedulesPage.reasonField, "Say who decided, and when") }
      if let schedule, state.errors.isEmpty {
        do {
          try await store.adopt(schedule, years: Int(typed), because: reason, by: request.person)
          return .seeOther(.schedules)
        } catch let refused as RetentionRefused {
          state.refuse(SchedulesPage.yearsField, refused.description)
        }
      }
      return .page(
        SchedulesPage(try await store.scheduleHistory(), names: try await names(), form: state)
          .page(in: casework.setting(of: request)), .unprocessableContent)
    }
  }

  // MARK: - What was destroyed

  private static let maySeeDestroyed: @Sendable (Person) -> Bool = {
    Policy.mayReviewRetention($0) || Policy.mayNoteBackups($0)
  }

  private func addDestroyed(to routes: Routes) {
    routes.get("/retention/destroyed", for: Self.maySeeDestroyed) { request in
      .page(
        DestroyedRecordsPage(
          try await store.tombstones(), backups: try await store.backupNotes()
        ).page(in: casework.setting(of: request)))
    }
    routes.get("/retention/destroyed/:number", for: Self.maySeeDestroyed) { request in
      guard let number = request.parameters.get("number").flatMap({ Int64($0) }),
        let tombstone = try await store.tombstone(number)
      else { throw Failure.notFound }
      return .page(
        CertificatePage(
          tombstone, authority: request.person.authority, backups: try await store.backupNotes(),
          names: try await names(), keepsArchive: store.keepsArchive
        ).page(in: casework.setting(of: request)))
    }
  }

  // MARK: - Backups

  private func addBackups(to routes: Routes) {
    routes.get("/retention/backups", for: Self.maySeeDestroyed) { request in
      .page(
        BackupsPage(try await store.backupNotes(), names: try await names())
          .page(in: casework.setting(of: request)))
    }
    routes.post("/retention/backups", for: Policy.mayNoteBackups) { request, form in
      var state = form.state
      let numbers = form.all(BackupsPage.backupField).compactMap { Int64($0) }
      let reason = form.text(BackupsPage.reasonField)
      if numbers.isEmpty {
        state.refuse(BackupsPage.backupField, "Choose the backups that are gone")
      }
      if reason.isEmpty { state.refuse(BackupsPage.reasonField, "Say how you know") }
      if state.errors.isEmpty {
        do {
          for number in numbers {
            try await store.noteBackupGone(number, because: reason, by: request.person)
          }
          return .seeOther(.backups)
        } catch let refused as RetentionRefused {
          state.refuse(BackupsPage.backupField, refused.description)
        }
      }
      return .page(
        BackupsPage(try await store.backupNotes(), names: try await names(), form: state)
          .page(in: casework.setting(of: request)), .unprocessableContent)
    }
  }
}
