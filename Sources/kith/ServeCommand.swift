import ArgumentParser
import CareRecord
import Checking
import CivilTime
import Foundation
import Hummingbird
import Logging
import ServiceLifecycle
import Store
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the pages of a database.",
    discussion: "On this machine only, unless --host says otherwise.")

  @Option(help: "The council's name, as the head of each page shows it.")
  var council = "Kith"

  @OptionGroup var serving: ServingOptions
  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let (store, rules) = try await options.openWithRules()
      var configuration = serving.configuration
      configuration.council = council
      try await Serving.run(store, rules, configuration) { url in
        Terminal.say("Kith is at \(url). Control-C stops it.")
        fflush(nil)
      }
    }
  }
}

/// How pages are served.
struct ServingOptions: ParsableArguments {
  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on.")
  var port = 8080

  @Flag(help: "A reverse proxy in front speaks TLS: cookies are for TLS only.")
  var behindTLS = false

  @Flag(help: "A reverse proxy in front says which client it asks for, in X-Forwarded-For.")
  var behindProxy = false

  @Option(help: ArgumentHelp("Where GOV.UK Frontend was unpacked.", valueName: "folder"))
  var govukFrontend = ".set-up/govuk-frontend"

  var configuration: WebConfiguration {
    var configuration = WebConfiguration()
    configuration.host = host
    configuration.port = port
    configuration.behindTLS = behindTLS
    configuration.behindProxy = behindProxy
    configuration.govukFrontend = govukFrontend
    return configuration
  }
}

/// Runs the server until it is told to stop, then closes the database.
enum Serving {
  static func run(
    _ store: DatabaseStore, _ rules: LiveRules, _ given: WebConfiguration,
    listening: @escaping @Sendable (_ url: String) -> Void
  ) async throws {
    var configuration = given
    configuration.release = Kith.version
    let address = "http://\(configuration.host)"
    let logger = Logger(label: "kith") { StreamLogHandler.standardError(label: $0) }
    let application = try buildApplication(
      configuration: configuration, store: store, rules: rules, logger: logger,
      services: [Upkeep(store: store, rules: rules, clock: .system, logger: logger)],
      listening: { port in listening("\(address):\(port)") })
    try await application.runService()
    try await store.close()
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
          logger.error("Upkeep failed and will be tried again: \(error)")
        }
        try? await Task.sleep(for: .seconds(600))
      }
    }
  }
}
