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
      Control-C stop it when the requests in progress are answered.
      """)

  @OptionGroup var serving: ServedDatabase

  func run() async throws {
    try await Kith.perform {
      let settings = try serving.settings()
      var options = DatabaseOptions()
      options.database = settings.target.database
      options.authority = settings.target.authority
      options.key = serving.key
      let (store, rules) = try await options.openWithRules(limits: settings.target.databaseLimits)
      try await Serving.run(store, rules, settings, settings.target.web) { url in
        Terminal.say("Kith is at \(url). Control-C stops it.")
        fflush(nil)
      }
    }
  }
}

/// Which database is served, and how.
struct ServedDatabase: ParsableArguments {
  @Option(help: "The council's name, as the head of each page shows it.")
  var council: String?

  @Option(help: "The database.")
  var database: String?

  @Option(help: "The file of the key that signs the log; KITH_KEY without it.")
  var key: String?

  @Option(help: "The three-digit number of the authority; needed once, for a new database.")
  var authority: String?

  @OptionGroup var options: ServingOptions

  func settings() throws -> Settings<ServerSettings> {
    let named = [("council", council), ("database", database), ("authority", authority)]
    return try options.settings(
      and: named.compactMap { name, value in
        value.map { GivenSetting(name, $0, from: .commandLine(option: "--\(name)")) }
      })
  }
}
