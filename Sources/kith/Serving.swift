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
  /// - Parameter takesNew: whether authorities that come meanwhile are served too
  static func run(
    _ installation: OpenInstallation, _ settings: Settings<ServerSettings>,
    _ given: WebConfiguration, takesNew: Bool,
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
    let members = await installation.members
    let served = members.map {
      ServedAuthority($0, council: members.count == 1 ? configuration.council : nil)
    }
    guard let first = served.first else {
      throw Unusable("There is no authority in \(installation.address) that could be served.")
    }
    var services: [any Service] = [
      Upkeep(installation: installation, clock: .system, logger: logger)
    ]
    var arriving: AsyncStream<ServedAuthority>?
    if takesNew {
      let (stream, arrivals) = AsyncStream.makeStream(of: ServedAuthority.self)
      services.append(Arriving(installation: installation, arrivals: arrivals, logger: logger))
      arriving = stream
    }
    let application = try buildApplication(
      configuration: configuration, serving: first, and: Array(served.dropFirst()),
      arriving: arriving, logger: logger, services: services, state: state,
      listening: { port in listening("\(address):\(port)") })
    var group = ServiceGroupConfiguration(
      services: [application, Draining(state)], gracefulShutdownSignals: [.sigterm, .sigint],
      logger: logger)
    group.maximumGracefulShutdownDuration = .seconds(target.drainSeconds)
    do {
      try await ServiceGroup(configuration: group).run()
    } catch {
      try? await installation.close()
      throw Unusable(
        "Kith cannot serve on \(configuration.host), port \(configuration.port): \(error). Check"
          + " that no other program listens there, and that the address is one of this machine.")
    }
    if let time = state.drainingTime, time >= .seconds(target.drainSeconds) {
      logger.warning("Requests were cut off: they did not end within drain-seconds.")
    }
    try await installation.close()
  }

  /// An error in words for the log.
  ///
  /// Not in its own words: they might hold what stands in a record.
  fileprivate static func why(_ error: any Error) -> String {
    (error as? StoreUnavailable)?.description ?? "\(type(of: error))"
  }

  private static func logger(_ settings: ServerSettings) -> Logger {
    Logger(label: "kith") { _ in
      LineLog(
        settings.logFormat, level: settings.logLevel, to: .standardError,
        now: { WallClock.system.now.milliseconds })
    }
  }
}

/// What a running server does by itself, for one authority after the other: makes anew what the
/// passing of days or other reference data made stale, and seals the log.
struct Upkeep: Service {
  let installation: OpenInstallation
  let clock: WallClock
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        for member in await installation.members where !Task.isCancelled {
          do {
            try await keepUp(member)
          } catch {
            logger.error(
              "Upkeep failed and will be tried again",
              metadata: ["why": "\(Serving.why(error))", "authority": "\(member.authority)"])
          }
        }
        try? await Task.sleep(for: .seconds(600))
      }
    }
  }

  private func keepUp(_ member: OpenInstallation.Member) async throws {
    let (store, rules) = (member.store, member.rules)
    if rules.reference?.refresh() == true {
      try await store.remake(rules.projection(release: Kith.version))
    }
    try await store.refreshProjections(today: clock.now.inLondon.day)
    try await store.seal()
  }
}

/// Looks every half minute whether the database was given a further authority, and serves that too.
struct Arriving: Service {
  let installation: OpenInstallation
  let arrivals: AsyncStream<ServedAuthority>.Continuation
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          try await Task.sleep(for: .seconds(30))
          for member in try await installation.addNew() {
            arrivals.yield(ServedAuthority(member, council: nil))
            logger.info(
              "A further authority is served", metadata: ["authority": "\(member.authority)"])
          }
        } catch is CancellationError {
          return
        } catch {
          logger.error(
            "Further authorities could not be looked for and will be again",
            metadata: ["why": "\(Serving.why(error))"])
        }
      }
    }
  }
}

extension ServedAuthority {
  /// - Parameter council: its name at the head of pages; nil for the one in the register
  fileprivate init(_ member: OpenInstallation.Member, council: String?) {
    let name = member.authority.spoken
    self.init(
      member.authority, name: name, council: council ?? name, store: member.store,
      rules: member.rules)
  }
}
