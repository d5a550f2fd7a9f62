import ArgumentParser
import CareRecord
import Checking
import CivilTime
import Exchange
import Foundation
import Returns
import Simulation
import Store
import Web

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Make up an authority: believable journeys of children who do not exist.",
    discussion: """
      To a new database, or as return files. The same seed gives the same children.

        kith simulate --children 1000 --seed 7 --database made-up.sqlite --authority 999
        kith simulate --children 1000 --seed 7 --output made-up --return ssda903 --year 2025-26
      """)

  @Option(help: "How many children.")
  var children: Int

  @Option(help: "Any number.")
  var seed: UInt64 = 1

  @Option(help: "The last day that is told, such as 2026-03-31; today without it.")
  var until: Day?

  @Option(help: "How many years are told.")
  var years = 5

  @Flag(help: "Leave out visits, notes and texts.")
  var withoutCasework = false

  @Option(help: ArgumentHelp("Write return files to this folder instead.", valueName: "folder"))
  var output: String?

  @Option(name: .customLong("return"), help: "ssda903 or cin; both without it.")
  var returnName: CheckedReturn?

  @Option(help: "The collection year of the files, such as 2025-26.")
  var year: CollectionYear?

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      guard children > 0 else { throw Unusable("Say how many children: --children 1000.") }
      let authority = options.authority ?? Demonstration.authority
      let today = WallClock.system.now.inLondon.day
      let made = try FictionalAuthority(
        children: children, seed: seed, lastDay: until ?? today, authority: authority,
        years: years, casework: !withoutCasework && output == nil,
        versions: output == nil ? .every : .final, parameters: EnglandParameters(),
        names: FictionalNames(), workingDays: try WorkingDayCalendar.england())
      if let output {
        try writeFiles(of: made, to: output)
      } else {
        var options = options
        options.authority = authority
        let store = try await options.open(create: true)
        try await Demonstration.fill(store, with: made)
        try await store.close()
        Terminal.say("Made up \(children) children in \(DatabaseAddress(options.database)).")
      }
    }
  }

  private func writeFiles(of made: FictionalAuthority, to output: String) throws {
    guard let year else {
      throw Unusable("Say for which collection year the files are: --year 2025-26.")
    }
    var files = ReturnFilesBeingMade(year: year, returnName: returnName?.rawValue)
    for family in made.families {
      for record in family.childRecords { files.add(record) }
      Terminal.progress("\(family.number + 1) of \(made.familyCount) families")
    }
    Terminal.endProgress()
    let folder = URL(fileURLWithPath: output, isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in files.written(by: made.authority, release: Kith.version) {
      try file.write(to: folder)
      Terminal.say(folder.appendingPathComponent(file.name).path)
    }
  }
}
