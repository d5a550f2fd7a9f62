import Access
import CareRecord
import CivilTime
import Foundation
import Hummingbird
import Logging
import Store
import Synchronization

@testable import Web

/// A whole installation in a folder of its own, with a few people who have accounts.
final class TestSite: Sendable {
  static let password = "correct horse battery"
  /// Made once: a hash takes long on purpose.
  private static let hash = Result { try Password.hash(password) }

  let store: MemoryStore
  let clock: TestClock
  let configuration: WebConfiguration

  init(_ change: (inout WebConfiguration) -> Void = { _ in }) async throws {
    store = MemoryStore()
    clock = TestClock()
    var configuration = WebConfiguration()
    configuration.council = "Exampleshire"
    configuration.govukFrontend = "/nonexistent"
    change(&configuration)
    self.configuration = configuration
    let hash = try TestSite.hash.get()
    for person in TestSite.people {
      try await store.addAccount(person, passwordHash: hash, at: clock.now)
    }
  }

  static let people: [Person] = {
    guard let authority = Authority(number: 383) else { return [] }
    return [
      Person(user: "wren", name: "Wren Fable", authority: authority, roles: [.socialWorker]),
      Person(
        user: "moss", name: "Moss Fable", authority: authority, roles: [.teamManager],
        team: "North"),
      Person(user: "data", name: "Dale Fable", authority: authority, roles: [.dataOfficer]),
    ]
  }()

  /// A server that has just been started on this store.
  func server(adding more: (Routes) -> Void = { _ in }) throws -> RouterResponder<WebContext> {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return try buildRouter(
      configuration: configuration, store: store, clock: WallClock { [clock] in clock.now },
      logger: logger, adding: more
    ).buildResponder()
  }

  func client(
    peer: String = "192.0.2.1", adding more: (Routes) -> Void = { _ in }
  ) throws -> TestClient {
    try TestClient(server(adding: more), peer: peer)
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
    guard let first = TestSite.people.first else { return }
    try await store.addAccount(
      Person(user: user, name: "Gone Fable", authority: first.authority, roles: [.socialWorker]),
      passwordHash: TestSite.hash.get(), at: clock.now)
    await store.disableAccount(user: user, at: clock.now)
  }
}
