import Access
import CareRecord
import CaseworkPages
import Checking
import CivilTime
import Foundation
import HTML
import Hummingbird
import Store

/// The check of the files of a submission, and its report to keep.
struct ImportCheckRoutes {
  let store: any WebStore
  let casework: Casework
  let desk: CheckDesk

  func add(to routes: Routes) {
    let officers = Policy.mayImportAndExport
    routes.get("/imports/:id/check", for: officers) { [store, casework, desk] request in
      let submission = try await store.submission(askedForBy: request)
      let view = try await desk.view(of: submission, on: request.today)
      return .page(ImportCheckPage(submission.title, view).page(in: casework.setting(of: request)))
    }
    routes.get("/imports/:id/check/:format", for: officers) { [store, desk] request in
      let submission = try await store.submission(askedForBy: request)
      guard let format = request.parameters.get("format"),
        ImportCheckView.formats.contains(where: { $0.0 == format })
      else { throw Failure.notFound }
      let checked = try await desk.check(of: submission, on: request.today)
      return .download(
        try ImportCheckRoutes.bytes(checked, as: format, on: request.today),
        name: "check-\(submission.returnName)-\(submission.year)-\(submission.id).\(format)",
        type: ImportCheckRoutes.types[format] ?? "application/octet-stream")
    }
  }

  private static let types = [
    "html": "text/html; charset=utf-8", "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ]

  private static func bytes(
    _ checked: CheckDesk.Checked, as format: String, on today: Day
  ) throws -> [UInt8] {
    switch format {
    case "html": return try checked.report.page(taken: checked.taken, madeOn: today).bytes
    case "csv": return checked.report.csv()
    case "json": return checked.report.json()
    default:
      // The library writes to files only.
      let file = FileManager.default.temporaryDirectory.appending(
        path: "kith-check-\(UUID().uuidString).xlsx")
      defer { try? FileManager.default.removeItem(at: file) }
      try checked.report.writeWorkbook(to: file.path(percentEncoded: false))
      return [UInt8](try Data(contentsOf: file))
    }
  }
}
