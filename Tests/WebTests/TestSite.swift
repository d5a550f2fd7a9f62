import Access
import CareRecord
import Checking
import CivilTime
import Foundation
import Hummingbird
import Logging
import Operation
import Secrets
import Store
import Synchronization

@testable import Web

/// A whole installation in a folder of its own, with a few people who have accounts.
final class TestSite: Sendable {
  static let password = "correct horse battery"
  /// Made once: a hash takes long on purpose.
  static let hash = Task { try await hasher.hash(password) }
  /// As cheap as Argon2id can be: the tests are not about how dear it is.
  static let hasher = PasswordHasher(memory: 8 << 10, passes: 1)

  let store: DatabaseStore
  let rules: LiveRules
  let clock: TestClock
  let configuration: WebConfiguration
  private let folder: TestFolder

  convenience init(_ change: (inout WebConfiguration) -> Void = { _ in }) async throws {
    var configuration = WebConfiguration()
    configuration.council = "Exampleshire"
    configuration.govukFrontend = "/nonexistent"
    // No test is about how fast the machine is.
    configuration.limits.readySeconds = 60
    // Enough to see that a page is whole: unoptimised, a forecast takes a hundred times as long.
    configuration.forecasts.draws = 10
    configuration.forecasts.monthsBetweenLooks = 24
    change(&configuration)
    try await self.init(configuration, TestClock(), TestFolder())
    let hash = try await TestSite.hash.value
    for person in TestSite.people {
      try await store.addAccount(person, passwordHash: hash, at: clock.now)
    }
  }

  private init(
    _ configuration: WebConfiguration, _ clock: TestClock, _ folder: TestFolder,
    making: ProjectionTiming = .atOnce
  ) async throws {
    self.configuration = configuration
    self.clock = clock
    self.folder = folder
    let address = DatabaseAddress(folder.path + "/kith.sqlite")
    rules = LiveRules(
      of: TestSite.authority,
      shelf: ReferenceShelf(DatabaseReferenceSource(address, authority: TestSite.authority)))
    store = try await DatabaseStore.open(
      address, authority: TestSite.authority, projections: [rules.projection(release: "test")],
      making: making, workingDays: .england(), clock: { clock.now })
  }

  /// The same installation after its server was stopped and started.
  func restarted(making: ProjectionTiming = .atOnce) async throws -> TestSite {
    try await store.close()
    return try await TestSite(configuration, clock, folder, making: making)
  }

  func add(_ person: Person) async throws {
    try await store.addAccount(person, passwordHash: await TestSite.hash.value, at: clock.now)
  }

  /// All bytes of the database and its log.
  func stored() throws -> Data {
    try ["kith.sqlite", "kith.sqlite-wal"].reduce(into: Data()) { all, name in
      let file = URL(filePath: folder.path + "/" + name)
      if FileManager.default.fileExists(atPath: file.path()) { all += try Data(contentsOf: file) }
    }
  }

  static let authority: Authority = {
    guard let leeds = Authority(number: 383) else { preconditionFailure("383 is a number") }
    return leeds
  }()

  static let people: [Person] = {
    [
      Person(user: "wren", name: "Wren Fable", authority: authority, roles: [.socialWorker]),
      Person(
        user: "moss", name: "Moss Fable", authority: authority, roles: [.teamManager],
        team: "North"),
      Person(user: "data", name: "Dale Fable", authority: authority, roles: [.dataOfficer]),
      Person(user: "fern", name: "Fern Fable", authority: authority, roles: [.socialWorker]),
      Person(user: "sorrel", name: "Sorrel Fable", authority: authority, roles: [.systemCustodian]),
    ]
  }()

  /// A server that has just been started on this store.
  func server(
    logger: Logger = .ofTests, state: ServerState? = nil,
    adding more: (Routes) -> Void = { _ in }
  ) throws -> RouterResponder<WebContext> {
    try buildPages(of: served, with: parts(logger: logger, state: state), adding: more).responder
  }

  var served: ServedAuthority {
    ServedAuthority(
      TestSite.authority, name: "Leeds", council: configuration.council, store: store,
      rules: rules)
  }

  func parts(logger: Logger = .ofTests, state: ServerState? = nil) throws -> ServerParts {
    try ServerParts(
      configuration, clock: WallClock { [clock] in clock.now }, passwords: TestSite.hasher,
      logger: logger, state: state)
  }

  func client(
    peer: String = "192.0.2.1", adding more: (Routes) -> Void = { _ in }
  ) throws -> TestClient {
    try TestClient(server(adding: more), of: self, peer: peer)
  }

  /// A client that has signed in.
  func client(
    as user: String, adding more: (Routes) -> Void = { _ in }
  ) async throws -> TestClient {
    let client = try client(adding: more)
    let answer = try await client.signIn(user)
    guard answer.status == 303 else { throw SignInFailed(page: answer.text) }
    return client
  }

  struct SignInFailed: Error { let page: String }
}

extension TestClient {
  @discardableResult
  func signIn(
    _ user: String, password: String = TestSite.password, at address: String = "/sign-in"
  ) async throws -> Answer {
    let page = try await get(address)
    return try await submit("/sign-in", on: page, ["user": user, "password": password])
  }
}

/// A clock that stands still until it is moved on.
final class TestClock: Sendable {
  private let time = Mutex(Instant(milliseconds: 1_772_620_200_000))

  var now: Instant { time.withLock { $0 } }

  func advance(minutes: Int64) {
    time.withLock { $0 = $0.adding(milliseconds: minutes * 60_000) }
  }
}

extension TestSite {
  /// Adds somebody and disables their account.
  func disable(_ user: String) async throws {
    try await store.addAccount(
      Person(user: user, name: "Gone Fable", authority: TestSite.authority, roles: [.socialWorker]),
      passwordHash: await TestSite.hash.value, at: clock.now)
    try await store.disableAccount(user: user, at: clock.now)
  }
}

/// A folder that goes away with the last who uses it.
final class TestFolder: Sendable {
  let path = FileManager.default.temporaryDirectory.path() + "/kith-web-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension Logger {
  /// Keeps everything that is logged in the folder that `KITH_TEST_LOGS` names.
  ///
  /// `scripts/check-logs` looks for names in it afterwards. Without the variable it goes nowhere.
  static let ofTests: Logger = {
    let folder = ProcessInfo.processInfo.environment["KITH_TEST_LOGS"]
    let sink = folder.flatMap { LogSink(appendingTo: $0 + "/swift.log") }
    return Logger(label: "test") { _ in
      guard let sink else { return SwiftLogNoOpLogHandler() }
      return LineLog(.json, level: .trace, to: sink, now: { 0 })
    }
  }()
}
