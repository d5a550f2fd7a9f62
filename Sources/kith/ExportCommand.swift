import ArgumentParser
import Checking
import Exchange
import Foundation
import Returns
import Store
import Web

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Make a return from the records.",
    discussion: """
        kith export ssda903 --year 2017-18 --output returns --as dana
        kith export cin --year 2025-26 --output returns
      """)

  @Argument(help: "ssda903 or cin.")
  var returnName: CheckedReturn

  @Option(help: "The collection year, such as 2017-18.")
  var year: CollectionYear

  @Option(help: ArgumentHelp("The folder to write to.", valueName: "folder"))
  var output: String

  @Flag(help: "SSDA903 as one XML file instead of CSV files.")
  var xml = false

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      let person = try await options.person(in: store)
      let export = ReturnExport(from: store, by: person, at: WallClock.system.now)
      let written =
        switch returnName {
        case .ssda903:
          xml ? try await export.ssda903XML(year) : try await export.ssda903(year)
        case .cin: try await export.cin(year, release: Kith.version)
        }
      let folder = URL(fileURLWithPath: output, isDirectory: true)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for file in written.files {
        try file.write(to: folder)
        Terminal.say(folder.appendingPathComponent(file.name).path)
      }
      for note in written.notes { Terminal.complain(note.description) }
      try await store.close()
    }
  }
}
