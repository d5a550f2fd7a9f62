import Access
import CareRecord
import CivilTime
import Exchange
import Foundation
import Returns
import Store

/// A database of its own in a temporary folder, with a data officer.
struct Site {
  let store: DatabaseStore
  let officer: Person
  private let folder: URL
  static let now = Instant(milliseconds: 1_790_000_000_000)

  init() async throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "kith-exchange-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let calendar = try WorkingDayCalendar.england()
    store = try await DatabaseStore.open(
      DatabaseAddress(folder.appending(path: "kith.sqlite").path(percentEncoded: false)),
      authority: .fictional, projections: [], workingDays: calendar, clock: { Site.now })
    officer = Person(
      user: "olive", name: "Olive Teasel", authority: .fictional, roles: [.dataOfficer])
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func intake(by person: Person? = nil) -> Intake {
    Intake(
      into: store, by: person ?? officer, clock: { Site.now },
      // By the clock on the wall: two sources of one millisecond would make identifiers in any order.
      identifiers: {
        IdentifierSource(milliseconds: { Int64(Date().timeIntervalSince1970 * 1_000) })
      })
  }

  /// Reads files that are given as texts.
  func read(
    _ files: [(String, String)], year: String? = nil
  ) throws -> ReceivedReturn {
    let given = ReturnFiles(uploads: files.map { ($0.0, Array($0.1.utf8)) })
    let (returns, refusals) = ReceivedReturn.read(
      given, year: year.flatMap { CollectionYear($0) })
    guard let first = returns.first else { throw refusals[0] }
    return first
  }

  @discardableResult
  func take(
    _ files: [(String, String)], year: String, decisions: MatchDecisions = .undecided
  ) async throws -> IntakeReport {
    try await intake().apply(try read(files, year: year), decisions: decisions).report
  }

  func record(of child: String) async throws -> ChildRecord? {
    let reading = Reading(
      by: officer, at: Site.now, today: Site.now.inLondon.day, purpose: "test")
    guard
      let subject = try await store.subjects(
        withIdentifiers: [child], scheme: .laChildID, for: reading)[child]
    else { return nil }
    return try await store.recordsToReceive(of: [subject], for: reading)[subject.id]
  }
}

/// Small files of one authority.
enum Made {
  static func header(_ rows: String...) -> (String, String) {
    ("header.csv", lines("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", rows))
  }

  static func episodes(_ rows: String...) -> (String, String) {
    (
      "episodes.csv",
      lines(
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,"
          + "PL_POST,URN", rows)
    )
  }

  private static func lines(_ heading: String, _ rows: [String]) -> String {
    ([heading] + rows).joined(separator: "\n") + "\n"
  }

  static let ada = "77,F,04/03/2014,WBRI,A123456789012,0,"
  static let open = "77,01/05/2025,S,C1,N1,U6,PR1,,,,ZZ1 1AA,ZZ2 2BB,1234567"
}

extension Site {
  /// The lines of each file of a return, sorted.
  func export(_ returnName: String, _ year: String) async throws -> [String: [String]] {
    let export = ReturnExport(from: store, by: officer, at: Site.now)
    guard let year = CollectionYear(year) else { return [:] }
    let written =
      returnName == "cin"
      ? try await export.cin(year, release: "1") : try await export.ssda903(year)
    return Dictionary(
      uniqueKeysWithValues: written.files.map { file in
        (file.name, file.text.split(separator: "\n").map(String.init).sorted())
      })
  }
}
