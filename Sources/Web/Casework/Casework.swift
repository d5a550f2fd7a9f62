import CareRecord
import CaseworkPages
import CivilTime
import CodeSets
import Store
import Synchronization

/// What the routes of casework share, made once when the server starts.
final class Casework: Sendable {
  let records: any RecordStore
  let accounts: any AccountStore
  private let codes: CodeSetLibrary
  let workingDays: WorkingDayCalendar
  private let identifiers: Mutex<IdentifierSource>

  /// - Throws: when the code sets or the bank holidays that come with Kith cannot be read
  init(store: any WebStore, clock: WallClock) throws {
    records = store
    accounts = store
    codes = try CodeSets.standard()
    workingDays = try WorkingDayCalendar.england()
    identifiers = Mutex(IdentifierSource(milliseconds: { clock.now.milliseconds }))
  }

  func setting(of request: PageRequest) -> PageSetting {
    PageSetting(
      person: request.person, at: request.at, frame: request.context.frame,
      token: request.context.formToken, codes: codes, workingDays: workingDays)
  }

  /// Makes identifiers, no two of which are alike.
  func identify<Made>(_ make: (inout IdentifierSource) -> Made) -> Made {
    identifiers.withLock { make(&$0) }
  }
}
