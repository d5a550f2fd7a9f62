import ArgumentParser
import CivilTime
import Foundation

@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure Kith against what it promises.",
    discussion: """
      Everything that is read and written is made up, in a temporary folder that is removed.

        bench --kith .build/release/kith --baseline baseline --output docs/benchmarks.md
        bench --kith .build/release/kith --baseline baseline --quick --only read page
      """)

  @Option(help: ArgumentHelp("The C baseline, compiled with -O2.", valueName: "program"))
  var baseline: String

  @Option(help: ArgumentHelp("The bare pass of libxml2, compiled with -O2.", valueName: "program"))
  var reader = ".set-up/bench/xmlreader"

  @Option(help: ArgumentHelp("The release build of kith.", valueName: "program"))
  var kith: String

  @Option(
    help: ArgumentHelp("The page to write; without it, it is printed.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("A small SSDA903 set.", valueName: "folder"))
  var samples = "Tests/Samples/ssda903"

  @Option(
    help: ArgumentHelp(
      "Keep what is made up here, and use what is here already.", valueName: "folder"))
  var folder: String?

  @Option(
    parsing: .upToNextOption,
    help: "Only these: \(Part.allCases.map(\.rawValue).joined(separator: ", ")).")
  var only: [Part] = []

  @Option(
    help: ArgumentHelp(
      "How many children are loaded into SQLite and PostgreSQL; 1000000 is what is promised, and takes "
        + "hours and 70 GB.", valueName: "number"))
  var loaded: Int?

  @Flag(help: "Small sizes, to try it in a minute; the figures then say nothing.")
  var quick = false

  enum Part: String, CaseIterable, ExpressibleByArgument {
    case read, check, census, `import`, simulate, facts, start, page, search, visit
    case measures, load, databases, names, siblings, outcomes, forecast, fewer
  }

  func run() async throws {
    let place =
      folder.map { URL(filePath: $0, directoryHint: .isDirectory) }
      ?? URL.temporaryDirectory.appending(path: "kith-bench-\(getpid())")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let isKept = folder != nil
    let interruption = Interruption {
      if !isKept { try? FileManager.default.removeItem(at: place) }
    }
    defer { interruption.finish() }

    var sizes = quick ? Sizes.quick : .full
    sizes.loadedChildren = loaded ?? sizes.loadedChildren
    let workshop = Workshop(
      folder: place, kith: kith, baseline: baseline, reader: reader, samples: samples,
      sizes: sizes)
    var report = BenchmarkReport(
      machine: Machine(), day: Workshop.now.inLondon.day, isQuick: quick)
    for part in Part.allCases where only.isEmpty || only.contains(part) {
      let benchmark = benchmark(part, in: workshop)
      // What was written before must not be what this one waits for.
      sync()
      let findings = try await benchmark.run()
      for figure in findings.figures { say(figure) }
      report.findings.append(findings)
      // After each, because a whole run takes long and may be broken off.
      if let output { try Data(report.markdown.utf8).write(to: URL(filePath: output)) }
    }
    if output == nil { print(report.markdown) }
    if !quick {
      for figure in report.missed { say("Missed: \(figure.what)") }
    }
  }

  private func benchmark(_ part: Part, in workshop: Workshop) -> any Benchmark {
    switch part {
    case .read: ReadBenchmark(workshop: workshop)
    case .check: CheckBenchmark(workshop: workshop)
    case .census: CensusCheckBenchmark(workshop: workshop)
    case .import: ImportBenchmark(workshop: workshop)
    case .simulate: SimulateBenchmark(workshop: workshop)
    case .facts: AllFactsBenchmark(workshop: workshop)
    case .start: StartBenchmark(workshop: workshop)
    case .page: RecordPageBenchmark(workshop: workshop)
    case .search: SearchBenchmark(workshop: workshop)
    case .visit: VisitBenchmark(workshop: workshop)
    case .measures: MeasuresBenchmark(workshop: workshop)
    case .load: LoadBenchmark(workshop: workshop)
    case .databases: DatabasePageBenchmark(workshop: workshop)
    case .names: NameSearchBenchmark(workshop: workshop)
    case .siblings: SiblingVisitBenchmark(workshop: workshop)
    case .outcomes: OutcomeBenchmark(workshop: workshop)
    case .forecast: ForecastBenchmark(workshop: workshop)
    case .fewer: FewerBenchmark(workshop: workshop)
    }
  }

  private func say(_ figure: Figure) {
    let bound = figure.bound.isEmpty ? "" : " (promised: \(figure.bound))"
    say("\(figure.what): \(figure.text(figure.best))\(bound)")
  }

  /// On standard error, so that what is printed at the end stands alone.
  private func say(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}
