import CareRecord
import Checking
import Foundation
import Returns
import SSDA903

/// Checks SSDA903 returns of more and more children with all rules of 2025-26, last year's return
/// beside them.
///
/// Compared with the C baseline on the same files in the same run.
struct CheckBenchmark: Benchmark {
  let workshop: Workshop

  private static let years = (last: "2024-25", now: "2025-26")
  private static let made = 5_000

  func run() async throws -> Findings {
    for year in [CheckBenchmark.years.last, CheckBenchmark.years.now] {
      _ = try workshop.runKith([
        "simulate", "--children", String(CheckBenchmark.made), "--seed", "3", "--years", "3",
        "--until", "2026-03-31", "--year", year, "--output", workshop.path("made-\(year)"),
      ])
    }
    var figures: [Figure] = []
    var notes: [String] = []
    var perChild: [Double] = []
    for children in workshop.sizes.checkedChildren {
      let size = try await check(children)
      perChild.append(size.perChild)
      figures += size.figures
      notes.append(size.note)
    }
    figures.append(try checkOnSave())
    let spread = (perChild.max() ?? 0) / (perChild.min() ?? 1)
    figures.append(
      Figure("Dearest against cheapest size, CPU a child", spread, .ratio, atMost: 1.3))
    return Findings(
      title: "Checking an SSDA903 return",
      figures: figures,
      method: """
        `kith simulate` writes the returns of \(Figure.number(CheckBenchmark.made)) children for \
        \(CheckBenchmark.years.last) and \(CheckBenchmark.years.now); their rows are repeated under new identifiers. \
        Kith reads both years and runs every rule of 2025-26 on one thread; the figure holds the reading, too. The \
        baseline, `bench/baseline.c`, reads the same files and does nothing but hash their cells. Both run in turns. No list of \
        postcodes or providers is given. Memory is that of `kith check`, which also writes down each finding.

        On save, the rows of one record are made for the year and for the one before, all rules that one record can \
        decide are run, and each finding is led back to the fact that gives it. The records are those that importing \
        both returns makes, all one after the other.
        """,
      notes: notes)
  }

  /// What checking a record costs when something in it was saved.
  private func checkOnSave() throws -> Figure {
    let records = try records()
    let rules = LiveRules(of: Workshop.authority)
    let year = CollectionYear.ending(2026)
    _ = rules.check(of: year)
    var perChild = Repeats()
    var findings = 0
    for _ in 0..<max(3, workshop.sizes.rounds) {
      let before = CPUClock.own
      for record in records { findings += rules.check(of: year).findings(in: record).count }
      perChild.add((CPUClock.own - before) / Double(max(records.count, 1)) * 1_000)
    }
    return Figure(
      "One child's full check on save, CPU", perChild, .milliseconds, atMost: 0.5)
  }

  private func records() throws -> [ChildRecord] {
    var identifiers = IdentifierSource(milliseconds: { 1_780_000_000_000 })
    var records: [String: ChildRecord] = [:]
    var held: [CollectionYear] = []
    for label in [CheckBenchmark.years.last, CheckBenchmark.years.now] {
      guard let year = CollectionYear(label) else { continue }
      let into = SSDA903IntoFacts(year: year, years: held)
      for child in SSDA903Return(ReturnFiles(paths: [workshop.path("made-\(label)")]).files)
        .children
      {
        var edit = RecordEdit(
          records[child.id] ?? ChildRecord(.child(identifiers.next())), at: Workshop.now,
          identifiers: identifiers)
        into.apply(child, to: &edit)
        identifiers = edit.identifiers
        records[child.id] = edit.record
      }
      held.append(year)
    }
    return records.values.sorted { $0.subject.id < $1.subject.id }
  }

  private struct Size {
    var perChild: Double
    var figures: [Figure]
    var note: String
  }

  private func check(_ children: Int) async throws -> Size {
    let folder = workshop.folder.appending(path: "check-\(children)")
    defer { try? FileManager.default.removeItem(at: folder) }
    // Only some of the children who were made up are looked after.
    let copies = max(
      1, children / (try rows(of: workshop.path("made-\(CheckBenchmark.years.now)"))))
    let now = try RepeatedReturn(
      of: workshop.path("made-\(CheckBenchmark.years.now)"), copies: copies,
      into: folder.appending(path: "now"))
    let last = try RepeatedReturn(
      of: workshop.path("made-\(CheckBenchmark.years.last)"), copies: copies,
      into: folder.appending(path: "last"))
    let bytes = now.bytes + last.bytes

    var own = Repeats()
    var two = Repeats()
    var ratio = Repeats()
    var found = 0
    var checked = 0
    let rounds = children > 100_000 ? 1 : workshop.sizes.rounds
    for _ in 0..<rounds {
      var before = CPUClock.own
      let check = reading(now.paths, last.paths)
      let flagged = await check.check.flagged()
      let used = CPUClock.own - before
      found = flagged.count
      checked = check.children
      let least = try workshop.run(workshop.baseline, now.paths + last.paths).cpu
      own.add(used)
      ratio.add(used / least)
      before = WallTime.now
      _ = await check.check.flagged(threads: 1)
      let alone = WallTime.now - before
      before = WallTime.now
      _ = await check.check.flagged(threads: 2)
      // How much is left of one thread's time.
      two.add((WallTime.now - before) / alone)
    }
    let name = "\(Figure.number(children)) children"
    var figures = [
      Figure("Checking \(name) against the C baseline, CPU", ratio, .ratio, atMost: 12),
      Figure("The same, CPU", own, .seconds),
    ]
    if children >= 10_000 {
      figures.append(
        Figure("The same on two threads, elapsed against one", two, .ratio, atMost: 1 / 1.7))
      let memory = try workshop.runKith(
        [
          "check", folder.path + "/now", "--previous", folder.path + "/last", "--year",
          CheckBenchmark.years.now, "--format", "csv", "--output", folder.path + "/found.csv",
        ], mayRefuse: true
      ).peakMemory
      figures.append(
        Figure(
          "Memory against the size of the files", memory / (Double(bytes) / 1e6), .ratio,
          atMost: children >= 100_000 ? 3 : nil))
    }
    return Size(
      perChild: own.best / Double(max(checked, 1)), figures: figures,
      note: "\(name): \(Figure.number(checked)) in this year's files, "
        + "\(Figure.number(Double(bytes) / 1e6)) MB for both years, \(Figure.number(found)) rows flagged, "
        + "\(Figure.number(own.best / Double(max(checked, 1)) * 1e6)) µs of CPU a child.")
  }

  /// How many children one year's return is about.
  private func rows(of folder: String) throws -> Int {
    let header = try String(contentsOfFile: folder + "/header.csv", encoding: .utf8)
    return max(1, header.split(whereSeparator: \.isNewline).count - 1)
  }

  private func reading(
    _ now: [String], _ last: [String]
  ) -> (check: SSDA903Check, children: Int) {
    let submission = SSDA903Return(ReturnFiles(paths: now).files, limits: .forChecking)
    let previous = SSDA903Return(ReturnFiles(paths: last).files, limits: .forChecking)
    let year = CollectionYear.ending(2026)
    let check = SSDA903Check(submission, previous: previous, year: year, ruleSet: year)
    return (check, submission.children.count)
  }
}
