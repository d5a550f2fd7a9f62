import CINCensus
import CivilTime
import Foundation
import Returns

/// Checks children in need censuses of more and more children with all rules of 2025-26.
///
/// Compared with libxml2's own text reader, which visits every node of the same file in the same run.
struct CensusCheckBenchmark: Benchmark {
  let workshop: Workshop

  private static let made = 1_000

  func run() async throws -> Findings {
    let folder = workshop.path("made-census")
    _ = try workshop.runKith([
      "simulate", "--children", String(CensusCheckBenchmark.made), "--seed", "4", "--years", "3",
      "--until", "2026-03-31", "--year", "2025-26", "--output", folder,
    ])
    let census = try Data(contentsOf: URL(filePath: folder + "/cin.xml"))
    var figures: [Figure] = []
    var notes: [String] = []
    var perChild: [Double] = []
    for children in workshop.sizes.checkedChildren where children <= 100_000 {
      let (size, found, note) = try await check(children, repeating: census)
      perChild.append(size)
      figures += found
      notes.append(note)
    }
    figures.append(
      Figure(
        "Dearest against cheapest size, CPU a child",
        (perChild.max() ?? 0) / (perChild.min() ?? 1), .ratio, atMost: 1.3))
    return Findings(
      title: "Checking a children in need census",
      figures: figures,
      method: """
        `kith simulate` writes the census of \(Figure.number(CensusCheckBenchmark.made)) children for 2025-26; its children are \
        repeated under new identifiers. Kith reads the file and runs every rule of 2025-26 on one thread. The reference, \
        `bench/xmlreader.c`, visits every node of the same file with libxml2's text reader and keeps nothing. Both run in turns.
        """,
      notes: notes)
  }

  private func check(
    _ children: Int, repeating census: Data
  ) async throws -> (perChild: Double, figures: [Figure], note: String) {
    let path = workshop.path("census-\(children).xml")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try write(children, repeating: census, to: path)
    let calendar = try WorkingDayCalendar.england()
    var own = Repeats()
    var two = Repeats()
    var ratio = Repeats()
    var checked = 0
    var found = 0
    for _ in 0..<workshop.sizes.rounds {
      var before = CPUClock.own
      let check = CINCheck(
        ReturnFiles(paths: [path]).files, ruleSet: .ending(2026), calendar: calendar)
      let outcome = await check.outcome()
      let used = CPUClock.own - before
      (checked, found) = (outcome.children, outcome.findings.count)
      let least = try workshop.run(workshop.reader, [path]).cpu
      own.add(used)
      ratio.add(used / least)
      before = WallTime.now
      _ = await check.outcome(threads: 1)
      let alone = WallTime.now - before
      before = WallTime.now
      _ = await check.outcome(threads: 2)
      two.add((WallTime.now - before) / alone)
    }
    let name = "\(Figure.number(checked)) children"
    var figures = [
      Figure(
        "Checking a census of \(name) against libxml2's bare pass, CPU", ratio, .ratio, atMost: 2.5),
      Figure("The same, CPU", own, .seconds, atMost: children == 10_000 ? 0.5 : nil),
    ]
    if children >= 10_000 {
      figures.append(
        Figure("The same on two threads, elapsed against one", two, .ratio, atMost: 1 / 1.7))
    }
    return (
      own.best / Double(max(checked, 1)), figures,
      "\(name): \(Figure.number(found)) findings, "
        + "\(Figure.number(own.best / Double(max(checked, 1)) * 1e6)) µs of CPU a child."
    )
  }

  /// Repeats the children of a census, each time under new identifiers.
  private func write(_ children: Int, repeating census: Data, to path: String) throws {
    let text = String(decoding: census, as: UTF8.self)
    guard let start = text.range(of: "<Child>"), let end = text.range(of: "</Children>") else {
      throw BenchFailed("The census has no children.")
    }
    let head = text[..<start.lowerBound]
    let body = text[start.lowerBound..<end.lowerBound]
    let inside = body.components(separatedBy: "<LAchildID>")
    let copies = max(1, children / max(inside.count - 1, 1))
    var bytes = Array(head.utf8)
    for copy in 0..<copies {
      bytes += Array(inside.joined(separator: "<LAchildID>\(copy)x").utf8)
    }
    bytes += Array(text[end.lowerBound...].utf8)
    try Data(bytes).write(to: URL(filePath: path))
  }
}
