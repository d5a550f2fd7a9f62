import ArgumentParser
import CareRecord
import CivilTime
import Foundation
import Operation
import Simulation
import Store
import Web

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Make up an authority, if there is none yet, and serve it.",
    discussion: "No child in it exists. Control-C stops it; the next time it carries on.")

  @Option(help: "The database file.")
  var database = "./kith-demo.sqlite"

  @Option(help: "How many children are made up, where the database is new.")
  var children = 600

  @Option(help: "Any number.")
  var seed: UInt64 = 1

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @OptionGroup var serving: ServingOptions

  private struct Ready: Encodable {
    let url: String
    let users: [Demonstration.User]
  }

  func run() async throws {
    try await Kith.perform {
      let settings = try serving.settings()
      var options = DatabaseOptions()
      options.database = database
      options.authority = Demonstration.authority
      options.key = nil
      let made = try FictionalAuthority(
        children: children, seed: seed, lastDay: WallClock.system.now.inLondon.day,
        authority: Demonstration.authority, parameters: EnglandParameters(),
        names: FictionalNames(), workingDays: try WorkingDayCalendar.england())
      let installation = try await options.openInstallation(create: true)
      guard let store = await installation.members.first?.store else { return }
      if try await Demonstration.isUnfinished(store) {
        Terminal.complain("Making up \(children) children in \(database).")
        try await Demonstration.fill(store, with: made)
      }
      let users = try await Demonstration.users(of: store, made: made)
      var configuration = settings.target.web
      configuration.council = Demonstration.council
      configuration.notice = Demonstration.notice
      try await Serving.run(installation, settings, configuration, takesNew: false) { url in
        if format == .json {
          let encoder = JSONEncoder()
          encoder.outputFormatting = .withoutEscapingSlashes
          let line = try? encoder.encode(Ready(url: url, users: users))
          Terminal.say(String(decoding: line ?? Data(), as: UTF8.self))
        } else {
          introduce(url, users)
        }
        fflush(nil)
      }
    }
  }

  private func introduce(_ url: String, _ users: [Demonstration.User]) {
    Terminal.say()
    Terminal.say("Kith is at \(url)")
    Terminal.say("No child in it exists. Sign in as:")
    Terminal.say()
    Terminal.table(
      ["", "username", "password"],
      users.map { ["\($0.name), \($0.role)", $0.username, $0.password] })
    Terminal.say()
    Terminal.say("Control-C stops it.")
  }
}
