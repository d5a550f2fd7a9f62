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
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (paths, bytes) = try enlarge(into: folder)

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

  /// Repeats the sample's rows under new identifiers until there are enough of them.
  private func enlarge(into folder: URL) throws -> (paths: [String], bytes: Int) {
    let names = try FileManager.default.contentsOfDirectory(atPath: workshop.samples)
      .filter { $0.hasSuffix(".csv") && !$0.contains("errors") }.sorted()
    let texts = try names.map { name in
      try String(contentsOfFile: "\(workshop.samples)/\(name)", encoding: .utf8)
        .split(whereSeparator: \.isNewline).map { Array($0.utf8) }
    }
    let size = texts.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count + 4 } }
    let copies = workshop.sizes.bytesRead / max(size, 1) + 1
    var paths: [String] = []
    var total = 0
    for (name, lines) in zip(names, texts) {
      var bytes = (lines.first ?? []) + [0x0A]
      for copy in 0..<copies {
        for line in lines.dropFirst() { bytes += Array("\(copy)".utf8) + line + [0x0A] }
      }
      let place = folder.appending(path: name)
      try Data(bytes).write(to: place)
      paths.append(place.path(percentEncoded: false))
      total += bytes.count
    }
    return (paths, total)
  }
}
