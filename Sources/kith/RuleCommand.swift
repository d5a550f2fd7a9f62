import ArgumentParser
import Checking
import Returns

struct RuleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rule",
    abstract: "Show what a rule of a return says, with an example that fails and one that passes.",
    discussion: """
        kith rule 356
        kith rule 8500 --return cin
      """)

  @Argument(help: "The code of the rule, such as 356 or SW01aSTG1.")
  var code: String

  @Option(name: .customLong("return"), help: "ssda903 or cin, where both have such a code.")
  var returnName: CheckedReturn?

  func run() async throws {
    try await Kith.perform {
      let kinds = returnName.map { [$0] }
      let pages = (kinds ?? CheckedReturn.allCases).flatMap { $0.cards(of: code) }
      guard !pages.isEmpty else {
        throw Unusable("No rule book has a rule \(code). Codes are written as 356 or SW01aSTG1.")
      }
      for card in pages {
        for line in card.text { Terminal.say(line) }
        Terminal.say()
      }
    }
  }
}
