import Access
import CareRecord
import Checking
import CivilTime
import Foundation
import Hummingbird
import Logging
import Store

@testable import Web

/// One database with some authorities in it, and the server of all of them.
///
/// With one authority it is what that authority would see if it were alone.
final class SharedSite: Sendable {
  let stores: [Authority: DatabaseStore]
  let clock = TestClock()
  private let served: [ServedAuthority]
  private let installation: StoreInstallation

  init(_ database: WebDatabase, of authorities: [Authority]) async throws {
    installation = try await StoreInstallation.open(database.address, key: database.key)
    var (stores, served): ([Authority: DatabaseStore], [ServedAuthority]) = ([:], [])
    for authority in authorities {
      let rules = LiveRules(
        of: authority,
        shelf: ReferenceShelf(DatabaseReferenceSource(database.address, authority: authority)))
      let store = try await installation.store(
        of: authority, projections: [rules.projection(release: "test")], workingDays: .england(),
        clock: { [clock] in clock.now })
      stores[authority] = store
      let name = "Council of \(authority)"
      served.append(
        ServedAuthority(authority, name: name, council: name, store: store, rules: rules))
    }
    (self.stores, self.served) = (stores, served)
  }

  func parts(logger: Logger = .ofTests) throws -> ServerParts {
    var configuration = WebConfiguration()
    configuration.govukFrontend = "/nonexistent"
    configuration.limits.readySeconds = 60
    configuration.forecasts.draws = 10
    configuration.forecasts.monthsBetweenLooks = 24
    return try ServerParts(
      configuration, clock: WallClock { [clock] in clock.now }, passwords: TestSite.hasher,
      logger: logger)
  }

  func door(logger: Logger = .ofTests) throws -> FrontDoor {
    try FrontDoor(served[0], Array(served.dropFirst()), with: parts(logger: logger))
  }

  /// All that is answered, by the same list as the router's.
  func addresses() throws -> [(method: String, path: String)] {
    try buildPages(of: served[0], with: parts()).addresses.map { ($0.method.rawValue, $0.path) }
  }

  /// The pages of one more authority, as a server that runs is told of them.
  func served(_ authority: Authority) -> ServedAuthority? {
    served.first { $0.authority == authority }
  }

  func add(_ person: Person) async throws {
    try await stores[person.authority]?.addAccount(
      person, passwordHash: await TestSite.hash.value, at: clock.now)
  }

  func close() async throws {
    for store in stores.values { try await store.close() }
    try await installation.close()
  }
}
