import Access
import CaseworkPages
import CivilTime
import HTML
import HTTPTypes
import Hummingbird
import Returns
import Store

/// Returns made from the records, and their files.
struct ExportRoutes {
  let casework: Casework
  let queue: BackgroundQueue

  func add(to routes: Routes) {
    let officers = Policy.mayImportAndExport
    routes.get("/exports", for: officers) { request in
      try await list(request, FormState(), .ok)
    }
    routes.post("/exports", for: officers) { [queue] request, form in
      var state = form.state
      let chosen = ExportOrder.Form(rawValue: form.text(ExportsPage.returnField))
      if chosen == nil { state.refuse(ExportsPage.returnField, "Choose a return") }
      let year = Int(form.text(ExportsPage.yearField))
      if !(year.map(years(request.today).contains) ?? false) {
        state.refuse(ExportsPage.yearField, "Choose a collection year")
      }
      guard state.errors.isEmpty, let chosen, let year else {
        return try await list(request, state, .unprocessableContent)
      }
      let job = try await queue.add(
        .exporting, ExportOrder(form: chosen, year: year), by: request.person)
      return .seeOther(.export(job.number))
    }
    routes.get("/exports/:id", for: officers) { request in try await show(request) }
    routes.get("/exports/:id/files/:file", for: officers) { request in
      let file = try await files(request).first { $0.name == request.parameters.get("file") }
      guard let file else { throw Failure.notFound }
      let type = file.name.hasSuffix(".xml") ? "application/xml" : "text/csv; charset=utf-8"
      return .download(file.bytes, name: file.name, type: type)
    }
    routes.get("/exports/:id/all", for: officers) { request in
      let files = try await files(request)
      guard !files.isEmpty else { throw Failure.notFound }
      let order = try await job(request).order(ExportOrder.self)
      let packed = try ZipPacking.bytes(
        files.map { OutputFile(name: $0.name, bytes: $0.bytes) })
      let year = CollectionYear(endYear: order.year)?.description ?? ""
      return .download(
        packed, name: "\(order.form.rawValue)-\(year).zip", type: "application/zip")
    }
  }

  private func years(_ today: Day) -> ClosedRange<Int> {
    2010...max(2010, CollectionYear(containing: today).endYear)
  }

  private func list(
    _ request: PageRequest, _ form: FormState, _ status: HTTPResponse.Status
  ) async throws -> Response {
    let lines = try await queue.jobs().compactMap(ExportLine.init)
    return .page(
      ExportsPage(lines, years: years(request.today), form: form)
        .page(in: casework.setting(of: request)), status)
  }

  private func job(_ request: PageRequest) async throws -> Job {
    let job = try await queue.job(askedForBy: request)
    guard job.sort == .exporting else { throw Failure.notFound }
    return job
  }

  private func show(_ request: PageRequest) async throws -> Response {
    let job = try await job(request)
    guard let line = ExportLine(job) else { throw Failure.notFound }
    let isOwn = job.user == request.person.user
    let page = ExportPage(
      line, try await queue.standing(of: job),
      files: isOwn ? try await queue.files(of: job).map(\.name) : [], isOwn: isOwn
    ).page(in: casework.setting(of: request))
    return job.ended == nil ? .waiting(page) : .page(page)
  }

  /// The files, for the person who asked for them alone: the log of reads says that they were handed
  /// out to that person when they were made.
  private func files(_ request: PageRequest) async throws -> [JobFile] {
    let job = try await job(request)
    guard job.user == request.person.user else {
      throw Failure.forbidden(
        "Only the person who asked for a return can fetch its files. Make the return yourself.")
    }
    return try await queue.files(of: job)
  }
}

extension ExportLine {
  fileprivate init?(_ job: Job) {
    guard job.sort == .exporting, let order = try? job.order(ExportOrder.self) else { return nil }
    self.init(job, title: order.title)
  }
}
