import Access
import CareRecord
import CivilTime
import Exchange
import Foundation
import Returns
import Store

/// Which return is to be made.
struct ExportOrder: Codable, Sendable {
  enum Form: String, Codable, Sendable {
    case ssda903
    case ssda903XML = "ssda903-xml"
    case cin
  }

  var form: Form
  /// The calendar year in which the collection year ends.
  var year: Int

  /// Such as "SSDA903, 2017-18".
  var title: String {
    let name =
      switch form {
      case .ssda903: "SSDA903"
      case .ssda903XML: "SSDA903 as XML"
      case .cin: "Children in need census"
      }
    return CollectionYear(endYear: year).map { "\(name), \($0)" } ?? name
  }
}

/// Makes a return in the background.
struct ExportWork: Sendable {
  let records: any RecordStore & RetentionStore
  let clock: WallClock
  let release: String

  func doing(_ job: Job, by person: Person, _ progress: WorkProgress) async throws -> JobEnd {
    let order = try job.order(ExportOrder.self)
    guard let year = CollectionYear(endYear: order.year) else {
      throw StoreUnavailable("There is no collection year that ends in \(order.year).")
    }
    let export = ReturnExport(from: records, by: person, at: clock.now) {
      progress.advance(to: $0)
    }
    let written =
      switch order.form {
      case .ssda903: try await export.ssda903(year)
      case .ssda903XML: try await export.ssda903XML(year)
      case .cin: try await export.cin(year, release: release)
      }
    let notes = written.notes.prefix(50).map(\.description)
    let made =
      "Made from the records of \(progress.done) children as they stood on \(clock.now.spoken)."
    return JobEnd(
      .done, ([made] + notes).joined(separator: "\n"),
      files: written.files.map { JobFile(name: $0.name, bytes: $0.bytes) })
  }
}
