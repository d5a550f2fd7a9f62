public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import Secrets
public import ServiceLifecycle

#if TLS
  import HummingbirdTLS
  import NIOSSL
#endif

/// The server, ready to run.
///
/// Run it with `runService()`: on SIGTERM or SIGINT it takes no new connections, answers what it
/// has begun, and ends.
/// - Parameters:
///   - more: further authorities on the same database; where there are any, people choose theirs
///   - arriving: those that come while the server runs
///   - listening: told the port once the server listens; of use where the configuration has
///     0, which takes any that is free.
/// - Throws: when Kith's own stylesheet or script cannot be read.
public func buildApplication(
  configuration: WebConfiguration, serving first: ServedAuthority, and more: [ServedAuthority] = [],
  arriving: AsyncStream<ServedAuthority>? = nil,
  clock: WallClock = .system, passwords: PasswordHasher = PasswordHasher(), logger: Logger,
  services: [any Service] = [], state given: ServerState? = nil,
  listening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
) throws -> some ApplicationProtocol {
  let door = try FrontDoor(
    first, more,
    with: ServerParts(
      configuration, clock: clock, passwords: passwords, logger: logger, state: given))
  let arrivals = arriving.map { Arrivals(door: door, authorities: $0) }
  let limits = configuration.limits
  return Application(
    responder: door,
    server: try http(configuration),
    configuration: ApplicationConfiguration(
      address: .hostname(configuration.host, port: configuration.port),
      availableConnectionsDelegate: .maximum(limits.connections, logger: logger)),
    services: services + [door.background] + [arrivals].compactMap { $0 },
    onServerRunning: { channel in await listening(channel.localAddress?.port ?? 0) },
    logger: logger)
}

/// Takes in authorities that come while the server runs.
private struct Arrivals: Service {
  let door: FrontDoor
  let authorities: AsyncStream<ServedAuthority>

  func run() async throws {
    for await served in authorities.cancelOnGracefulShutdown() { try door.add(served) }
    // A service that ends by itself would end the server.
    try? await gracefulShutdown()
  }
}

/// Makes the server not ready as soon as it is told to stop.
///
/// Services are stopped from the last to the first, so it stands after the application.
public struct Draining: Service {
  private let state: ServerState

  public init(_ state: ServerState) { self.state = state }

  public func run() async throws {
    try? await gracefulShutdown()
    state.drain()
  }
}

/// HTTP, over TLS where the configuration names a certificate and this Kith was built for it.
/// - Throws: when the certificate or its key cannot be read.
private func http(_ configuration: WebConfiguration) throws -> HTTPServerBuilder {
  let limits = configuration.limits
  let plain = HTTPServerBuilder.http1(
    configuration: .init(
      additionalChannelHandlers: [
        ConnectionPatience(
          forHead: .seconds(limits.idleSeconds), forTaking: .seconds(Int64(limits.uploadSeconds)))
      ],
      idleTimeout: .seconds(limits.idleSeconds),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: limits.headers, maxHeaderListSize: limits.headers,
        maxHeaderFieldCount: 100)))
  #if TLS
    if let certificate = configuration.tlsCertificate, let key = configuration.tlsKey {
      var tls = TLSConfiguration.makeServerConfiguration(
        certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
        privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
      tls.minimumTLSVersion = .tlsv12
      return try .tls(plain, tlsConfiguration: tls)
    }
  #endif
  return plain
}
