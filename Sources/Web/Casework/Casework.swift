import Access
import CareRecord
import CaseworkPages
import Checking
import CivilTime
import CodeSets
import Published
import Store
import Synchronization

/// What the routes of casework share, made once when the server starts.
final class Casework: Sendable {
  let records: any RecordStore
  let accounts: any AccountStore
  let findings: any FindingStore
  private let published: FigureShelf
  private let codes: CodeSetLibrary
  let workingDays: WorkingDayCalendar
  private let identifiers: Mutex<IdentifierSource>
  private let rules: Mutex<[Authority: LiveRules]>

  /// - Throws: when the code sets or the bank holidays that come with Kith cannot be read
  /// - Parameters:
  ///   - records: the same records, for what people see and do; counted
  ///   - rules: those that keep what would fail true in the store, to say the same
  init(
    store: any WebStore, records: any RecordStore, rules: LiveRules?, clock: WallClock
  ) throws {
    self.records = records
    accounts = store
    findings = store
    published = FigureShelf(store: store)
    codes = try CodeSets.standard()
    workingDays = try WorkingDayCalendar.england()
    self.rules = Mutex(rules.map { [$0.authority: $0] } ?? [:])
    identifiers = Mutex(IdentifierSource(milliseconds: { clock.now.milliseconds }))
  }

  func setting(of request: PageRequest) -> PageSetting {
    PageSetting(
      person: request.person, at: request.at, frame: request.context.frame,
      token: request.context.formToken, codes: codes, workingDays: workingDays)
  }

  /// The published figures of every authority, those brought by this one's people included.
  func figures() async throws -> PublishedFigures { try await published.figures() }

  /// The rules of the returns that are being sent, as they are for a person's authority.
  func rules(for person: Person) -> LiveRules {
    rules.withLock { rules in
      if let own = rules[person.authority] { return own }
      let own = LiveRules(of: person.authority)
      rules[person.authority] = own
      return own
    }
  }

  /// Makes identifiers, no two of which are alike.
  func identify<Made>(_ make: (inout IdentifierSource) -> Made) -> Made {
    identifiers.withLock { make(&$0) }
  }
}
