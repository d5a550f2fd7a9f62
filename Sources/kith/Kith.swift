import ArgumentParser
import Foundation

@main
struct Kith: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "kith",
    abstract: "The record, the returns and the learning of a children's social care service.",
    discussion: """
      To try it with a made-up authority:    kith demo
      To begin with your own files:
        kith user add dana --name "Dana Reid" --role systemCustodian --role dataOfficer \\
          --authority 383
        kith import last-year/*.csv --as dana
        kith serve

      Exit codes: 0 done; 1 something was refused or found; 2 the input or the database cannot be \
      used.
      """,
    version: version,
    subcommands: [
      DemoCommand.self, ServeCommand.self, ConfigurationCommand.self, ImportCommand.self,
      ExportCommand.self, CheckCommand.self, RuleCommand.self, ForecastCommand.self,
      BacktestCommand.self, MeasuresCommand.self,
      DataCommand.self, ReferenceCommand.self,
      SimulateCommand.self, RecordCommand.self, AuditCommand.self, RebuildCommand.self,
      BackupCommand.self, RestoreCommand.self, MoveCommand.self, EmergencyPackCommand.self,
      RetentionCommand.self, LearningCommand.self, UserCommand.self, AuthorityCommand.self,
    ])
}

extension Kith {
  /// Words of a command that cannot be understood end it with 2, as all input that cannot be used;
  /// the parser's own code would be 64.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      let code = exitCode(for: error)
      guard code == .validationFailure else { exit(withError: error) }
      Terminal.complain(fullMessage(for: error))
      Foundation.exit(2)
    }
  }
}
