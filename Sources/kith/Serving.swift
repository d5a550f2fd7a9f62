import Checking
import CivilTime
import Foundation
import Logging
import Operation
import ServiceLifecycle
import Store
import UnixSignals
import Web

/// Runs the server until it is told to stop, then closes the database.
enum Serving {
  static func run(
    _ store: DatabaseStore, _ rules: LiveRules, _ settings: Settings<ServerSettings>,
    _ given: WebConfiguration,
    listening: @escaping @Sendable (_ url: String) -> Void
  ) async throws {
    var configuration = given
    configuration.release = Kith.version
    let target = settings.target
    let logger = Serving.logger(target)
    for advice in settings.advice { logger.warning("\(advice)") }
    let files = configuration.limits.connections + 200
    let allowed = ProcessFigures.allowOpenFiles(files)
    if allowed < files {
      logger.warning(
        "The machine lets Kith hold \(allowed) files open; \(files) are needed for as many connections as configured. Raise the limit (LimitNOFILE), or lower connections."
      )
    }
    let scheme = configuration.tlsCertificate == nil ? "http" : "https"
    let address = "\(scheme)://\(configuration.host)"
    let state = ServerState(configuration.limits)
    let application = try buildApplication(
      configuration: configuration, store: store, rules: rules, logger: logger,
      services: [Upkeep(store: store, rules: rules, clock: .system, logger: logger)],
      state: state,
      listening: { port in listening("\(address):\(port)") })
    var group = ServiceGroupConfiguration(
      services: [application, Draining(state)], gracefulShutdownSignals: [.sigterm, .sigint],
      logger: logger)
    group.maximumGracefulShutdownDuration = .seconds(target.drainSeconds)
    do {
      try await ServiceGroup(configuration: group).run()
    } catch {
      try? await store.close()
      throw Unusable(
        "Kith cannot serve on \(configuration.host), port \(configuration.port): \(error). Check"
          + " that no other program listens there, and that the address is one of this machine.")
    }
    if let time = state.drainingTime, time >= .seconds(target.drainSeconds) {
      logger.warning("Requests were cut off: they did not end within drain-seconds.")
    }
    try await store.close()
  }

  private static func logger(_ settings: ServerSettings) -> Logger {
    Logger(label: "kith") { _ in
      LineLog(
        settings.logFormat, level: settings.logLevel, to: .standardError,
        now: { WallClock.system.now.milliseconds })
    }
  }
}

/// What a running server does by itself: makes anew what the passing of days or other reference data
/// made stale, and seals the log.
struct Upkeep: Service {
  let store: DatabaseStore
  let rules: LiveRules
  let clock: WallClock
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          if rules.reference?.refresh() == true {
            try await store.remake(rules.projection(release: Kith.version))
          }
          try await store.refreshProjections(today: clock.now.inLondon.day)
          try await store.seal()
        } catch {
          // Not in its own words: they might hold what stands in a record.
          let why = (error as? StoreUnavailable)?.description ?? "\(type(of: error))"
          logger.error("Upkeep failed and will be tried again", metadata: ["why": "\(why)"])
        }
        try? await Task.sleep(for: .seconds(600))
      }
    }
  }
}
