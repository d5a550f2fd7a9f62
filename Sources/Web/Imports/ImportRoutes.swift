import Access
import CareRecord
import CaseworkPages
import CivilTime
import Exchange
import HTML
import HTTPTypes
import Hummingbird
import Returns
import Store

/// Return files in: sent, checked, confirmed, imported.
struct ImportRoutes {
  let store: any WebStore
  let casework: Casework
  let desk: ImportDesk
  let queue: BackgroundQueue
  let checks: CheckDesk

  func add(to routes: Routes) {
    let officers = Policy.mayImportAndExport
    routes.get("/imports", for: officers) { [store, casework] request in
      let submissions = try await store.submissions(of: request.person.authority)
      return .page(ImportsPage(submissions).page(in: casework.setting(of: request)))
    }
    routes.get("/imports/new", for: officers) { request in
      uploadPage(request, FormState([ImportUploadPage.returnField: ["guess"]]), .ok)
    }
    routes.post("/imports/new", files: true, for: officers) { request, form in
      try await receive(form, request)
    }
    routes.get("/imports/:id", for: officers) { request in
      try await show(try await submission(request), request)
    }
    routes.post("/imports/:id/confirm", for: officers) { request, form in
      try await confirm(try await submission(request), form, request)
    }
    routes.post("/imports/:id/decline", for: officers) { [store, desk, queue] request, _ in
      let submission = try await submission(request)
      guard submission.state == .received,
        try await queue.work(on: submission.id).open == nil
      else {
        throw Failure(
          .conflict, "This can no longer be declined",
          "Its import has begun already. Look at the submission to see how far it is.")
      }
      try await store.setState(.declined, of: submission.id, progress: nil)
      await desk.forget(submission.id)
      return .seeOther(.imports)
    }
    routes.get("/imports/:id/refused", for: officers) { [casework] request in
      try await refused(request) { submission, result in
        .page(
          RefusedRowsPage(submission: submission, result: result)
            .page(in: casework.setting(of: request)))
      }
    }
    routes.get("/imports/:id/refused/:file", for: officers) { request in
      try await refused(request) { _, result in
        guard let file = result.refusedFiles.first(where: { $0.name == request.file }) else {
          throw Failure.notFound
        }
        let type = file.name.hasSuffix(".xml") ? "application/xml" : "text/csv; charset=utf-8"
        return .download(file.bytes, name: file.name, type: type)
      }
    }
  }

  private func submission(_ request: PageRequest) async throws -> Submission {
    try await store.submission(askedForBy: request)
  }

  // MARK: - Files in

  /// The years that may be chosen: from the first of today's SSDA903 to the one that runs.
  private func years(_ today: Day) -> ClosedRange<Int> {
    2010...max(2010, CollectionYear(containing: today).endYear)
  }

  private func uploadPage(
    _ request: PageRequest, _ form: FormState, _ status: HTTPResponse.Status
  ) -> Response {
    .page(
      ImportUploadPage(form: form, years: years(request.today))
        .page(in: casework.setting(of: request)), status)
  }

  private func receive(_ form: SubmittedForm, _ request: PageRequest) async throws -> Response {
    var state = form.state
    // A file field that was left empty is sent as a file without a name.
    let uploads = form.files(ImportUploadPage.filesField).filter {
      !$0.name.isEmpty || !$0.file.isEmpty
    }
    guard !uploads.isEmpty else {
      state.refuse(ImportUploadPage.filesField, "Choose the files of a return")
      return uploadPage(request, state, .unprocessableContent)
    }
    let asked = form.text(ImportUploadPage.returnField)
    let year = Int(form.text(ImportUploadPage.yearField))
      .flatMap(CollectionYear.init(endYear:))
    let read = await ImportRoutes.read(uploads, asked: asked == "guess" ? nil : asked, year: year)
    guard !read.returns.isEmpty else {
      for refusal in read.refusals.prefix(20) {
        state.refuse(ImportUploadPage.filesField, refusal.description)
      }
      if read.refusals.isEmpty {
        state.refuse(
          ImportUploadPage.filesField, "There is no return in these files. Nothing was kept")
      }
      return uploadPage(request, state, .unprocessableContent)
    }
    let intake = Intake(
      into: store, by: request.person, clock: { request.at },
      identifiers: { IdentifierSource(milliseconds: { request.at.milliseconds }) })
    var submissions: [Submission] = []
    for received in read.returns {
      var submission = try await intake.receive(received)
      // Whoever sends again what was declined or undone has thought again.
      if submission.state == .declined || submission.state == .undone {
        try await store.setState(.received, of: submission.id, progress: nil)
        submission.state = .received
      }
      submissions.append(submission)
    }
    if read.refusals.isEmpty, submissions.count == 1, let only = submissions.first {
      return .seeOther(.submission(only.id))
    }
    return .page(
      ReceivedFilesPage(submissions: submissions, refusals: read.refusals)
        .page(in: casework.setting(of: request)))
  }

  private static func read(
    _ uploads: [UploadedFile], asked: String?, year: CollectionYear?
  ) async -> (returns: [ReceivedReturn], refusals: [Refusal]) {
    ReceivedReturn.read(ReturnFiles(received: uploads.map(\.file)), asked: asked, year: year)
  }

  // MARK: - One submission

  private func show(_ submission: Submission, _ request: PageRequest) async throws -> Response {
    let setting = casework.setting(of: request)
    let (open, last) = try await queue.work(on: submission.id)
    if let open { return try await progress(open, submission, setting) }
    let problem = last.flatMap { $0.outcome == .failed ? $0.words : nil }
    switch submission.state {
    case .imported, .declined, .undoing, .undone:
      let result = await desk.result(of: submission.id)
      let view = result?.isImported == true ? result?.view : nil
      // Files that can no longer be checked are no reason to hide what became of them.
      let check =
        submission.state == .imported
        ? try? await checks.view(of: submission, on: request.today) : nil
      let runs = try await store.importRuns().filter { $0.submission == submission.id }
      return .page(
        SubmissionPage(
          submission, view, check: check, runs: runs, undo: await desk.undone(submission.id),
          problem: problem
        ).page(in: setting))
    case .received, .interrupted, .importing:
      switch await desk.comparison(of: submission, by: request.person) {
      case .comparing(let done, let total):
        return comparing(submission, done, total, setting, problem)
      case .failed(let why): throw failed(why, submission)
      case .ready(let result):
        var form = FormState()
        if let problem { form.refuse(nil, problem) }
        return .page(
          ImportPreviewPage(
            result.view, form: form, isPartUndoable: try await isPartUndoable(submission)
          ).page(in: setting))
      }
    }
  }

  /// Whether an import of it stopped half-way and remembers what it changed.
  private func isPartUndoable(_ submission: Submission) async throws -> Bool {
    guard submission.state != .received else { return false }
    let standing = try await store.importRuns().filter {
      $0.submission == submission.id && !$0.isUndone
    }
    return !standing.isEmpty && standing.allSatisfy(\.remembers)
  }

  private func confirm(
    _ submission: Submission, _ form: SubmittedForm, _ request: PageRequest
  ) async throws -> Response {
    let page = Link.submission(submission.id)
    guard [.received, .importing, .interrupted].contains(submission.state) else {
      return .seeOther(page)
    }
    guard case .ready(let result) = await desk.comparison(of: submission, by: request.person)
    else { return .seeOther(page) }
    let read = ImportPreviewPage.answers(in: form.state, for: result.view)
    guard let answers = read.answers else {
      return .page(
        ImportPreviewPage(result.view, form: read.form).page(in: casework.setting(of: request)),
        .unprocessableContent)
    }
    // Sent twice, it is asked for once.
    if try await queue.work(on: submission.id).open == nil {
      _ = try await queue.add(
        .importing,
        ImportOrder(
          submission: submission.id,
          same: answers.filter { $0.value == .same }.keys.sorted(),
          different: answers.filter { $0.value == .other }.keys.sorted()), by: request.person)
    }
    return .seeOther(page)
  }

  private func refused(
    _ request: PageRequest, _ answer: (Submission, ImportResult) throws -> Response
  ) async throws -> Response {
    let submission = try await submission(request)
    switch await desk.comparison(of: submission, by: request.person) {
    case .ready(let result): return try answer(submission, result)
    case .comparing(let done, let total):
      return comparing(submission, done, total, casework.setting(of: request), nil)
    case .failed(let why): throw failed(why, submission)
    }
  }

  // MARK: - Waiting

  private func progress(
    _ job: Job, _ submission: Submission, _ setting: PageSetting
  ) async throws -> Response {
    .waiting(
      ImportProgressPage(
        submission: submission.id, title: submission.title, try await queue.standing(of: job),
        isUndo: job.sort == .undoing
      ).page(in: setting))
  }

  private func comparing(
    _ submission: Submission, _ done: Int, _ total: Int, _ setting: PageSetting,
    _ problem: String?
  ) -> Response {
    .waiting(
      ComparingPage(submission: submission, done: done, total: total, problem: problem)
        .page(in: setting))
  }

  private func failed(_ why: String, _ submission: Submission) -> Failure {
    var failure = Failure(
      .serviceUnavailable, "These files could not be compared with the records", why,
      "Nothing was changed. The files are kept.")
    failure.next = NavigationItem("Try again", .submission(submission.id))
    return failure
  }
}

extension SubmissionStore {
  /// The submission whose number stands in the address.
  func submission(askedForBy request: PageRequest) async throws -> Submission {
    guard let id = request.parameters.get("id").flatMap({ Int64($0) }),
      let submission = try await submission(id: id),
      submission.authority == request.person.authority
    else { throw Failure.notFound }
    return submission
  }
}

extension PageRequest {
  /// The name of a file that stands in the address.
  fileprivate var file: String { parameters.get("file") ?? "" }
}

extension Response {
  /// A page that the browser asks for again by itself, without a script.
  static func waiting(_ page: Page) -> Response {
    var response = Response.page(page)
    response.headers[.refresh] = String(ImportProgressPage.secondsUntilRefresh)
    return response
  }
}

extension HTTPField.Name {
  fileprivate static let refresh = constant("Refresh")
}
