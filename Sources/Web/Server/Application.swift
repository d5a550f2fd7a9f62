public import Checking
public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import Secrets
public import ServiceLifecycle

/// The server, ready to run.
///
/// Run it with `runService()`: on SIGTERM or SIGINT it takes no new connections, answers what it
/// has begun, and ends.
/// - Parameter listening: told the port once the server listens; of use where the configuration has
///   0, which takes any that is free.
/// - Throws: when Kith's own stylesheet or script cannot be read.
public func buildApplication(
  configuration: WebConfiguration, store: any WebStore, rules: LiveRules? = nil,
  clock: WallClock = .system, passwords: PasswordHasher = PasswordHasher(), logger: Logger,
  services: [any Service] = [],
  listening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
) throws -> some ApplicationProtocol {
  let router = try buildRouter(
    configuration: configuration, store: store, rules: rules, clock: clock, passwords: passwords,
    logger: logger)
  let limits = configuration.limits
  return Application(
    responder: router.buildResponder(),
    server: .http1(
      configuration: .init(
        idleTimeout: .seconds(limits.idleSeconds),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: limits.headers, maxHeaderListSize: limits.headers,
          maxHeaderFieldCount: 100))),
    configuration: ApplicationConfiguration(
      address: .hostname(configuration.host, port: configuration.port)),
    services: services,
    onServerRunning: { channel in await listening(channel.localAddress?.port ?? 0) },
    logger: logger)
}
