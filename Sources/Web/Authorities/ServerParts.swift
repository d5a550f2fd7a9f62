import Logging
import Secrets

/// What belongs to the process rather than to an authority, and knows of no record.
struct ServerParts: Sendable {
  let configuration: WebConfiguration
  let assets: Assets
  let clock: WallClock
  /// One for all: a password check takes much memory on purpose.
  let passwords: PasswordCheck
  let logger: Logger
  let state: ServerState
  /// One for all: a large import takes some hundred megabytes.
  let turns = WorkTurns(2)

  /// - Throws: when Kith's own stylesheet or script cannot be read
  init(
    _ configuration: WebConfiguration, clock: WallClock, passwords: PasswordHasher, logger: Logger,
    state: ServerState? = nil
  ) throws {
    self.configuration = configuration
    assets = try Assets(govukFrontend: configuration.govukFrontend)
    if let advice = assets.advice { logger.warning("\(advice)") }
    self.clock = clock
    self.passwords = PasswordCheck(passwords)
    self.logger = logger
    self.state = state ?? ServerState(configuration.limits)
  }
}
