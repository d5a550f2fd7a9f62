import ArgumentParser
import Operation

struct ConfigurationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "configuration",
    abstract: "Print the settings of kith serve that are in force, and where each was chosen.",
    discussion: "It takes the options of kith serve, and starts nothing. Secrets are not shown.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown }

  @Option(help: "text, json, or markdown: the table of all settings and their standard values.")
  var format = Format.text

  @OptionGroup var serving: ServedDatabase

  private struct Entry: Encodable {
    let name: String
    let value: String
    let from: String
  }

  func run() async throws {
    try await Kith.perform {
      if format == .markdown { return ConfigurationCommand.sayTable() }
      let settings = try serving.settings()
      let entries = ServerSettings.all.map {
        Entry(
          name: $0.name, value: settings.shown($0), from: settings.origin(of: $0).description)
      }
      for advice in settings.advice { Terminal.complain(advice) }
      if format == .json { return try Terminal.json(entries) }
      Terminal.table(["SETTING", "VALUE", "FROM"], entries.map { [$0.name, $0.value, $0.from] })
    }
  }

  /// For the operating guide, which a test compares with this.
  private static func sayTable() {
    Terminal.say("| Setting | Standard | What it is for |")
    Terminal.say("| --- | --- | --- |")
    let standard = ServerSettings()
    for setting in ServerSettings.all {
      let value = setting.standard(in: standard)
      Terminal.say(
        "| `\(setting.name)` | \(value.isEmpty ? "" : "`\(value)`") | \(setting.about) Takes "
          + "\(setting.expected). |")
    }
  }
}
