import CareRecord
import Checking
import CivilTime
import Returns
import Store
import Web

/// A database that is open, and the authorities of it that are worked on, each with a store of its own.
actor OpenInstallation {
  /// One of them.
  struct Member: Sendable {
    let store: DatabaseStore
    let rules: LiveRules

    var authority: Authority { store.authority }
  }

  nonisolated let address: DatabaseAddress
  private let installation: StoreInstallation
  private(set) var members: [Member] = []
  /// Whether stores are opened at once and make what is missing when they are told to.
  private let making: ProjectionTiming

  init(
    _ address: DatabaseAddress, key: String?, limits: DatabaseLimits = DatabaseLimits(),
    making: ProjectionTiming = .atOnce
  ) async throws {
    self.address = address
    self.making = making
    installation = try await unusable {
      try await StoreInstallation.open(address, key: key, limits: limits)
    }
  }

  /// Opens the store of an authority.
  @discardableResult
  func add(_ authority: Authority) async throws -> Member {
    let rules = LiveRules(
      of: authority,
      shelf: ReferenceShelf(DatabaseReferenceSource(address, authority: authority)))
    let store = try await installation.store(
      of: authority, projections: [rules.projection(release: Kith.version)], making: making,
      workingDays: try .england(), clock: { WallClock.system.now })
    let member = Member(store: store, rules: rules)
    members.append(member)
    return member
  }

  /// Opens the stores of the authorities that have come since.
  func addNew() async throws -> [Member] {
    var new: [Member] = []
    for authority in try await installation.authorities()
    where !members.contains(where: { $0.authority == authority }) {
      new.append(try await add(authority))
    }
    return new
  }

  /// Seals the logs and closes the database.
  func close() async throws {
    for member in members { try await member.store.close() }
    try await installation.close()
  }
}

extension Authority {
  /// What people call it: its name in the register, or its number where that has none.
  var spoken: String {
    (try? AuthorityRegister.england())?[description]?.name ?? "Authority \(self)"
  }
}
