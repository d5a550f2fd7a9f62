import HTML
import OutcomePages
import Published

/// Makes the page of who has fewer children in care, from the figures of every authority to its bytes.
struct FewerBenchmark: Benchmark {
  let workshop: Workshop

  func run() async throws -> Findings {
    let start = CPUClock.own
    let figures = try PublishedFigures.shipped()
    let read = CPUClock.own - start
    let frame = PageFrame(council: "Exampleshire")
    let asked = [
      ["authority": ["383"]],
      ["from": ["2013"], "to": ["2025"], "compare": ["rates"], "figures": ["revised"]],
    ]
    var pages: [Repeats] = []
    var bytes = 0
    for query in asked {
      var page = Repeats()
      for _ in 0..<workshop.sizes.requests {
        let start = CPUClock.own
        let question = FewerQuestion(FormState(query), figures: figures)
        bytes = FewerPage(question, figures: figures).page(in: frame).bytes.count
        page.add(CPUClock.own - start)
      }
      pages.append(page / 1e-3)
    }
    return Findings(
      title: "Who has fewer children in care",
      figures: [
        Figure("Reading every published figure once, CPU", read * 1e3, .milliseconds),
        Figure("The page for 2011 and 2015, CPU", pages[0], .milliseconds),
        Figure(
          "The page for 2013 and 2025, every year between and all that is beside, CPU", pages[1],
          .milliseconds),
      ],
      method: """
        Every authority is compared between two years, with intervals, what could be chance, all years between and nine other \
        measures beside, and laid out as a page of \(Figure.number(Double(bytes) / 1e3)) kB. Without the server and the session.
        """,
      notes: [])
  }
}
