import ArgumentParser
import CareRecord
import Foundation
import Operation

/// How pages are served: from the command line, the environment and a file, the strongest first.
struct ServingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file of settings, a line name = value each.",
      discussion: "Without it: KITH_CONFIGURATION, or no file. kith configuration lists the names.",
      valueName: "file"))
  var configuration: String?

  @Option(help: "The address to listen on.")
  var host: String?

  @Option(help: "The port to listen on.")
  var port: String?

  @Flag(help: "Browsers reach Kith by HTTPS only: cookies are for HTTPS alone.")
  var behindTLS = false

  @Option(help: ArgumentHelp("Where GOV.UK Frontend was unpacked.", valueName: "folder"))
  var govukFrontend: String?

  @Option(
    help: ArgumentHelp(
      "Any setting, as name=value; may be given many times.", valueName: "name=value"))
  var set: [String] = []

  /// Everything that is in force.
  /// - Parameter more: what other options of the command say
  func settings(and more: [GivenSetting] = []) throws -> Settings<ServerSettings> {
    let variables = ProcessInfo.processInfo.environment
    var given: [GivenSetting] = []
    var mistakes: [SettingMistake] = []
    if let path = configuration ?? variables["KITH_CONFIGURATION"] {
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw Unusable(
          "The configuration \(path) cannot be read. Check that the file is there, is UTF-8, and"
            + " that the account that runs Kith may read it.")
      }
      (given, mistakes) = SettingsFile.read(text, path: path)
    }
    given += Environment.settings(in: variables, but: ServingOptions.otherVariables)
    given += commandLine + more
    do {
      return try Settings(
        ServerSettings.all, over: ServerSettings(), given: given, mistakes: mistakes,
        checking: ServerSettings.mistakes)
    } catch {
      throw Unusable(error.description)
    }
  }

  private var commandLine: [GivenSetting] {
    var given: [GivenSetting] = []
    for one in set {
      let parts = one.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      given.append(
        GivenSetting(
          String(parts[0]), parts.count == 2 ? String(parts[1]) : "",
          from: .commandLine(option: "--set")))
    }
    let named = [("host", host), ("port", port), ("govuk-frontend", govukFrontend)]
    for case (let name, let value?) in named {
      given.append(GivenSetting(name, value, from: .commandLine(option: "--\(name)")))
    }
    if behindTLS {
      given.append(GivenSetting("behind-tls", "yes", from: .commandLine(option: "--behind-tls")))
    }
    return given
  }

  /// What other parts of Kith, its tests and its scripts call their own.
  private static let otherVariables: Set<String> = [
    "KITH_CONFIGURATION", "KITH_USER", "KITH_BINARY", "KITH_CHROMIUM", "KITH_SKIP_PACKAGES",
    "KITH_TEST_LOGS", "KITH_TEST_STATEMENTS", "KITH_MEASURES", "KITH_FUZZ_FOLDER",
    "KITH_FUZZ_ROUNDS", "KITH_FUZZ_SEED",
  ]
}
