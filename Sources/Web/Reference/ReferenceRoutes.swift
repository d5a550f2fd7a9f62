import Access
import CaseworkPages
import Checking
import CivilTime
import Foundation
import HTML
import Hummingbird
import Returns
import Store

/// The lists that rules look things up in: what is kept, and files that replace it.
struct ReferenceRoutes {
  let casework: Casework
  let desk: ReferenceDesk
  let queue: BackgroundQueue

  func add(to routes: Routes) {
    let officers = Policy.mayImportAndExport
    routes.get("/reference", for: officers) { request in
      .page(try await page(request))
    }
    routes.post("/reference", files: true, for: officers) { request, form in
      var state = form.state
      let uploads = form.files(ReferencePage.filesField).filter {
        !$0.name.isEmpty || !$0.file.isEmpty
      }
      guard !uploads.isEmpty else {
        state.refuse(ReferencePage.filesField, "Choose files with reference data")
        return .page(try await page(request, form: state), .unprocessableContent)
      }
      let keeping = try await desk.keep(uploads, by: request.person.user, at: request.at)
      // Until it is done, findings are those of before.
      if await desk.bringsOthers {
        _ = try await queue.add(.checking, [String](), by: request.person)
      }
      if keeping.kept.isEmpty {
        for refusal in keeping.refusals.prefix(20) {
          state.refuse(ReferencePage.filesField, refusal.description)
        }
        for note in keeping.notes.prefix(20) {
          state.refuse(ReferencePage.filesField, note.description)
        }
        if state.errors.isEmpty {
          state.refuse(ReferencePage.filesField, "There is no reference data in these files")
        }
        return .page(try await page(request, form: state), .unprocessableContent)
      }
      return .page(try await page(request, after: keeping))
    }
  }

  private func page(
    _ request: PageRequest, form: FormState = FormState(), after keeping: ReferenceKeeping? = nil
  ) async throws -> Page {
    let lists = try await desk.lists()
    return ReferencePage(
      ReferenceKind.allCases.map { kind in
        ReferencePage.Kind(
          title: kind.title, form: kind.form, list: lists.first { $0.kind == kind.rawValue },
          isBuiltIn: kind == .authorities,
          rules: kind.rules.map { ($0.card.code, .rule($0.card.code, of: $0.returnName)) })
      }, kept: keeping?.kept.map { ReferenceKind(rawValue: $0.kind)?.title ?? $0.kind } ?? [],
      notes: keeping?.notes.map(\.description) ?? [],
      refusals: keeping?.refusals.prefix(200).map(\.description) ?? [],
      refused: keeping?.refusals.count ?? 0,
      isChecking: try await queue.jobs().contains { $0.sort == .checking && $0.ended == nil },
      form: form
    ).page(in: casework.setting(of: request))
  }
}

extension ReferenceKind {
  /// Which files it is read from.
  fileprivate var form: String {
    switch self {
    case .postcodes: "postcodes.csv, or the ONS Postcode Directory as it is published"
    case .providers: "providers.csv, or Ofsted’s workbooks"
    case .authorities: "authorities.csv"
    }
  }
}

/// Where reference data is taken in, and every record checked anew after that.
actor ReferenceDesk {
  private let store: any WebStore
  private let rules: LiveRules?
  private let release: String
  private let uploadFolder: String

  init(store: any WebStore, rules: LiveRules?, configuration: WebConfiguration) {
    self.store = store
    self.rules = rules
    release = configuration.release
    uploadFolder = configuration.limits.uploadFolder
  }

  func lists() async throws -> [ReferenceList] { try await store.references() }

  func keep(
    _ files: [UploadedFile], by user: String, at now: Instant
  ) async throws -> ReferenceKeeping {
    // Postcodes are read from files, piece by piece, whoever brings them.
    let folder = URL(fileURLWithPath: uploadFolder).appending(
      path: "kith-reference-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in files {
      let name = (file.name.split { $0 == "/" || $0 == "\\" }.last).map(String.init) ?? ""
      guard !name.isEmpty, name != ".", name != ".." else { continue }
      try file.file.copy(to: folder.appending(path: name).path(percentEncoded: false))
    }
    let keeping = try await ReferenceKeeping(
      folder: folder.path(percentEncoded: false), in: store, by: user, at: now)
    return keeping
  }

  /// Whether the rules look things up in other lists than before.
  var bringsOthers: Bool { rules?.reference?.refresh() == true }

  /// Looks through every record by the lists that are kept now.
  func checking(_ job: Job, by person: Person, _ progress: WorkProgress) async throws -> JobEnd {
    guard let rules else { return JobEnd(.done, "There are no rules to check by.") }
    _ = rules.reference?.refresh()
    try await store.remake(rules.projection(release: release))
    return JobEnd(.done, "Every record was checked again.")
  }
}
