import Foundation
import Returns
import SSDA903

/// Reads an SSDA903 set of some 50 MB: bytes to tables with every cell bounded, encodings checked,
/// columns recognised, dates read and rows grouped by child.
///
/// Compared with the C baseline on the same files in the same run.
struct ReadBenchmark: Benchmark {
  let workshop: Workshop

  func run() async throws -> Findings {
    let folder = workshop.folder.appending(path: "ssda903")
    defer { try? FileManager.default.removeItem(at: folder) }
    let once = try RepeatedReturn(of: workshop.samples, copies: 1, into: folder)
    let large = try RepeatedReturn(
      of: workshop.samples, copies: workshop.sizes.bytesRead / max(once.bytes, 1) + 1, into: folder)
    let (paths, bytes) = (large.paths, large.bytes)

    var own = Repeats()
    var reference = Repeats()
    var ratio = Repeats()
    var children = 0
    var rows = 0
    for _ in 0..<workshop.sizes.rounds {
      let before = CPUClock.own
      let submission = SSDA903Return(ReturnFiles(paths: paths).files)
      let used = CPUClock.own - before
      children = submission.children.count
      rows = submission.tables.reduce(0) { $0 + $1.rowCount }
      let least = try workshop.run(workshop.baseline, paths).cpu
      own.add(used)
      reference.add(least)
      ratio.add(used / least)
    }
    return Findings(
      title: "Reading an SSDA903 set",
      figures: [
        Figure("Reading an SSDA903 set, CPU against the C baseline", ratio, .ratio, atMost: 3),
        Figure("The same, CPU", own, .seconds),
        Figure("The C baseline, CPU", reference, .seconds),
      ],
      method: """
        The CSV files of a small set, their rows repeated under new identifiers until there are \
        \(Figure.number(Double(bytes) / 1e6)) MB: \(Figure.number(rows)) rows of \
        \(Figure.number(children)) children. Kith reads the files, checks the encoding, recognises the tables by their \
        columns, bounds every cell, reads dates and groups the rows by child. The baseline, `bench/baseline.c`, makes one \
        pass over every byte with a state machine for quotes, and hashes each cell. Both run in turns.
        """,
      notes: [
        "Kith reads \(Figure.number(Double(bytes) / 1e6 / own.best)) MB for each second of CPU, the baseline "
          + "\(Figure.number(Double(bytes) / 1e6 / reference.best)) MB."
      ])
  }
}
