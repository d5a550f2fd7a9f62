import CivilTime

/// What all benchmarks found, as the page `docs/benchmarks.md`.
struct BenchmarkReport {
  let machine: Machine
  let day: Day
  let isQuick: Bool
  var findings: [Findings] = []

  var missed: [Figure] { findings.flatMap(\.figures).filter { $0.isMet == false } }

  var markdown: String {
    var lines = [
      "# Benchmarks", "",
      "How fast Kith is and how much memory it takes, beside what it promises. `make bench` writes this page;",
      "what is changed in it by hand is lost.", "",
      "Measured on \(day.spoken):", "",
    ]
    lines += machine.lines.map { "- " + $0 }
    if isQuick {
      lines += [
        "", "**Tried with small sizes only: these figures say nothing about the promises.**",
      ]
    }
    lines += ["", "## Figures", ""]
    lines += [
      "| What | Best | Median | At most | Met |", "| --- | ---: | ---: | ---: | --- |",
    ]
    for figure in findings.flatMap(\.figures) { lines.append(row(figure)) }
    lines += ["", BenchmarkReport.reading, "", "## How each was measured"]
    for finding in findings {
      lines += ["", "### \(finding.title)", "", finding.method]
      if !finding.notes.isEmpty { lines += [""] + finding.notes.map { "- " + $0 } }
    }
    lines += ["", "## What these figures do not show", "", BenchmarkReport.limits, ""]
    return lines.joined(separator: "\n")
  }

  private func row(_ figure: Figure) -> String {
    let met =
      switch figure.isMet {
      case true?: "yes"
      case false?: "**no**"
      case nil: ""
      }
    let cells = [
      figure.what, figure.text(figure.best), figure.median.map(figure.text) ?? "",
      figure.bound, isQuick ? "" : met,
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  private static let reading = """
    CPU is the time that processors worked, of all threads together and with what the system did for them. It is compared
    rather than elapsed time, since other programs on the machine lengthen it less. The best of several rounds stands
    beside the promise, because whatever else the machine does can only lengthen a round; the median shows how much it did.
    Where there is no median, it was measured once. Figures without a promise are there to inform. MB is a million bytes.
    """

  private static let limits = """
    - **Other machines.** The ratios carry over, seconds less so, and a slow disk makes every save slower: a save waits until
      the disk has it.
    - **Many people at once.** Pages and searches are asked for one after the other, on one connection. How many a
      server answers at once, and how long each waits then, is not measured.
    - **A cold disk.** The files had been written just before, so most of what is read was still in memory.
    - **The way to the browser.** TLS, a proxy, the network and the browser's own work are not in it.
    - **Real records.** The children are made up from England's published figures. Real records hold longer texts and odder
      names, and search in names of other kinds may cost more or less.
    - **A database server elsewhere.** PostgreSQL was measured on the same machine, through a socket; each round trip over a
      network adds its time to what is waited for.
    """
}
