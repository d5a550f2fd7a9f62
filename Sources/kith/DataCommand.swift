import Access
import ArgumentParser
import CivilTime
import Exchange
import Foundation
import Published
import Returns
import Store
import Web

struct DataCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "Keep the published figures of England’s authorities up to date.",
    discussion: """
      Kith comes with the figures and inspection judgements that were published when it was made. What \
      the Department and Ofsted have published since is read from their files, as CSV.
      """,
    subcommands: [
      DataImportCommand.self, DataLayoutsCommand.self, DataListCommand.self,
      DataRemoveCommand.self,
    ])
}

struct DataImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take published files of the Department and Ofsted into the database.",
    discussion: """
      Says first what each file would change, and changes nothing until --yes is said. Files are kept \
      as they were received; pages show their figures from then on, on top of those that come with \
      Kith, which stay as they are. Files are known by their columns; --layout reads others, by a file \
      that says which column holds what (kith data layouts).

        kith data import cla_number_and_rate_per_10k_children.csv --release "CLA 2026" --as dana
        kith data import cla_number_and_rate_per_10k_children.csv --release "CLA 2026" --as dana --yes
      """)

  @Argument(help: "CSV files, or folders of them.", completion: .file())
  var paths: [String]

  @Option(help: "The short name of the release, such as \"CLA 2026\"; otherwise the file’s name.")
  var release: String?

  @Option(help: "The year it was published; otherwise the last year in the file.")
  var published: Int?

  @Option(
    help: ArgumentHelp("What the columns of these files hold.", valueName: "file"),
    completion: .file())
  var layout: String?

  @Flag(help: "Keep them.")
  var yes = false

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      if let published, !(1990...2100).contains(published) {
        throw Unusable("\(published) is no year of publication. Write it with four digits: 2026.")
      }
      let files = try DataFiles.read(paths)
      let described = try layout.map(DataFiles.bytes)
      let store = try await options.open()
      let person = try await options.importer(in: store)
      let kept = KeptFigures(in: store)
      var figures = try await unreadable { try await kept.figures() }
      var (kinds, refused) = (0, false)
      for file in files {
        let reading = FigureFileReading(
          name: file.name, bytes: file.bytes, release: release, published: published,
          described: described, beside: figures)
        DataReport.say(reading, beside: figures)
        refused = refused || !reading.refused.isEmpty
        guard reading.isOfUse else { continue }
        kinds += 1
        figures = figures.adding(reading)
        if yes { try await kept.keep(reading, by: person.user, at: WallClock.system.now) }
      }
      try await store.close()
      guard kinds > 0 else {
        throw Unusable(
          "There are no figures and no judgements in these files that Kith reads, so nothing was changed."
        )
      }
      Terminal.say()
      Terminal.say(
        yes
          ? "Kept. A running server shows them from the next page on."
          : "Nothing was changed. Say --yes to keep \(kinds == 1 ? "it" : "them").")
      if refused { throw ExitCode(1) }
    }
  }
}

struct DataLayoutsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layouts",
    abstract: "Say which files are read, by which columns.",
    discussion: """
      As a file that kith data import --layout takes. For a file that Kith does not know, or whose \
      columns were renamed, write one like it: a row for each measure, with the column that holds it \
      and the words that other columns must have in its rows.

        kith data layouts > my-layout.csv
        kith data import renamed.csv --layout my-layout.csv
      """)

  @Flag(help: "The names of all measures that a layout may hold.")
  var measures = false

  func run() async throws {
    try await Kith.perform {
      if measures {
        let figures = try await unreadable { try PublishedFigures.shipped() }
        for measure in figures.measures + JudgementPart.allCases.map(\.rawValue) {
          Terminal.say(measure)
        }
        return
      }
      var rows = CSVWriter()
      rows.append(DepartmentLayout.describingColumns)
      for layout in DepartmentLayout.all {
        for row in layout.describingRows { rows.append(row) }
      }
      Terminal.say(String(decoding: rows.bytes.dropLast(), as: UTF8.self))
      for layout in DepartmentLayout.all {
        Terminal.complain("\(layout.title): \(layout.standing.words).")
      }
    }
  }
}

struct DataListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the published figures that were brought.")

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      _ = try await options.importer(in: store)
      let entries = try await KeptFigures(in: store).entries()
      if entries.isEmpty {
        Terminal.say("None were brought. Pages show those that come with Kith.")
      } else {
        Terminal.table(
          [
            "file", "release", "published", "read", "refused", "layout", "since", "by", "digest",
          ],
          entries.map { entry in
            [
              entry.file, entry.release, String(entry.published), String(entry.list.rows),
              String(entry.list.refused), entry.layout == nil ? "" : "given",
              entry.list.receivedAt.spoken, entry.list.receivedBy,
              String(entry.list.digest.prefix(12)),
            ]
          })
      }
      try await store.close()
    }
  }
}

struct DataRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Take published figures away again that were brought.",
    discussion: "What comes with Kith cannot be removed. Nothing is removed until --yes is said.")

  @Argument(help: "The file, as kith data list names it.")
  var file: String

  @Option(help: "Its release, where several have a file of that name.")
  var release: String?

  @Flag(help: "Remove it.")
  var yes = false

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      _ = try await options.importer(in: store)
      let kept = KeptFigures(in: store)
      let found = try await kept.entries().filter {
        $0.file == file && (release == nil || $0.release == release)
      }
      guard let entry = found.first else {
        throw Unusable("No file \(file) was brought. kith data list says which there are.")
      }
      guard found.count == 1 else {
        throw Unusable(
          "Several releases have a file \(file). Say which with --release: "
            + found.map(\.release).joined(separator: ", ") + ".")
      }
      if yes {
        try await kept.remove(entry)
        Terminal.say("Removed: \(entry.file) of \(entry.release), \(words(entry)).")
      } else {
        Terminal.say(
          "\(entry.file) of \(entry.release) has \(words(entry)). Nothing was changed. "
            + "Say --yes to remove it.")
      }
      try await store.close()
    }
  }

  private func words(_ entry: KeptFigures.Entry) -> String {
    entry.list.rows == 1 ? "1 figure or inspection" : "\(entry.list.rows) figures or inspections"
  }
}

/// The files of a command line.
private enum DataFiles {
  static func read(_ paths: [String]) throws -> [(name: String, bytes: [UInt8])] {
    try paths.flatMap(csvFiles).map { (URL(filePath: $0).lastPathComponent, try bytes($0)) }
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Unusable("\(path) cannot be read. Name a CSV file, or a folder of them.")
    }
    return [UInt8](data)
  }

  private static func csvFiles(_ path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Unusable("There is no file \(path).")
    }
    guard isFolder.boolValue else { return [path] }
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      .filter { $0.lowercased().hasSuffix(".csv") }
    if names.isEmpty { throw Unusable("There is no CSV file in the folder \(path).") }
    return names.map { path + "/" + $0 }
  }
}

/// Says what is wrong with figures that come with Kith and cannot be read.
private func unreadable<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
  do {
    return try await body()
  } catch let problem as PublishedProblem {
    throw Unusable(problem.description)
  }
}
