import ArgumentParser
import CareRecord
import Foundation
import Operation
import Store
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the pages of a database.",
    discussion: """
      On this machine only, unless host says otherwise. Settings are taken from the command line, \
      then from variables such as KITH_PORT, then from the file of --configuration. SIGTERM and \
      Control-C stop it when the requests in progress are answered. A database of several \
      authorities is served whole, each by itself; --authority serves one of them.
      """)

  @OptionGroup var serving: ServedDatabase

  func run() async throws {
    try await Kith.perform {
      let settings = try serving.settings()
      var options = DatabaseOptions()
      options.database = settings.target.database
      options.authority = settings.target.authority
      options.key = settings.target.key
      let installation = try await options.openInstallation(
        limits: settings.target.databaseLimits, making: .later)
      try await Serving.run(
        installation, settings, settings.target.web,
        takesNew: settings.target.authority == nil
      ) { url in
        Terminal.say("Kith is at \(url). Control-C stops it.")
        fflush(nil)
      }
    }
  }
}

/// Which database is served, and how.
struct ServedDatabase: ParsableArguments {
  @Option(help: "The council's name, as the head of each page shows it where only one is served.")
  var council: String?

  @Option(help: "The database.")
  var database: String?

  @Option(help: "The file of the key that signs the log.")
  var key: String?

  @Option(help: "The three-digit number of the only authority to serve; without it, all of them.")
  var authority: String?

  @OptionGroup var options: ServingOptions

  func settings() throws -> Settings<ServerSettings> {
    let named = [
      ("council", council), ("database", database), ("key", key), ("authority", authority),
    ]
    return try options.settings(
      and: named.compactMap { name, value in
        value.map { GivenSetting(name, $0, from: .commandLine(option: "--\(name)")) }
      })
  }
}
