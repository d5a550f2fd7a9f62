import Access
import CareRecord

/// Asks the server for the pages of the outcomes: all authorities and all years at once.
struct OutcomeBenchmark: Benchmark {
  let workshop: Workshop

  func run() async throws -> Findings {
    let database = workshop.newFile("outcomes")
    _ = try workshop.runKith(
      [
        "simulate", "--children", "200", "--seed", "1", "--without-casework", "--authority",
        String(Workshop.authority.number),
      ] + database.options)
    try await workshop.addAccounts(to: database.address, key: database.key)
    let server = try RunningServer(workshop, database: database.address, key: database.key)
    let client = try HTTPClient(port: server.port)
    try client.signIn(Workshop.worker.user, Workshop.password)
    // Made-up data belongs to no authority, so one is looked at.
    let pages = [
      "/compare?indicator=claRate&among=all&area=383",
      "/compare?indicator=reReferrals12m&among=all&area=383&against=agencyRateFte",
      "/compare?area=383", "/outcomes?area=383", "/outcomes/claRate?area=383",
    ]
    var figures = pages.map { _ in (cpu: Repeats(), elapsed: Repeats(), bytes: 0) }
    let count = max(workshop.sizes.requests / 10, 5)
    for round in 0...workshop.sizes.rounds {
      for (place, page) in pages.enumerated() {
        let (used, start) = (server.process.cpu, WallTime.now)
        for _ in 0..<count {
          let answer = try client.get(page)
          guard answer.status == 200 else { throw BenchFailed("\(answer.status) for \(page)") }
          figures[place].bytes = answer.body.utf8.count
        }
        // The first round warms up, and reckons what is reckoned once.
        guard round > 0 else { continue }
        figures[place].cpu.add((server.process.cpu - used) / Double(count) * 1e3)
        figures[place].elapsed.add((WallTime.now - start) / Double(count) * 1e3)
      }
    }
    let memory = server.process.memory
    try server.end()
    return Findings(
      title: "Pages of the outcomes",
      figures: [
        Figure(
          "Compare: all authorities and years of children looked after, CPU of the server",
          figures[0].cpu, .milliseconds, atMost: 15),
        Figure(
          "Compare: all authorities and years of repeat referrals, against agency workers, CPU",
          figures[1].cpu, .milliseconds, atMost: 15),
        Figure("Compare: an authority and its neighbours, CPU", figures[2].cpu, .milliseconds),
        Figure("The National Framework page, CPU", figures[3].cpu, .milliseconds),
        Figure("The page of one indicator, CPU", figures[4].cpu, .milliseconds),
        Figure(
          "Compare, all authorities: from request to answer", figures[0].elapsed, .milliseconds),
        Figure("Memory of the server after these requests", memory, .megabytes),
      ],
      method: """
        A social worker asks `kith serve` for each page in turns, \(Figure.number(count)) times in a round, on one \
        connection, after a round that is not measured. What counts is the CPU of the server's process: session, figures, \
        intervals, the comparison with England for every authority, drawings, tables and the page.
        """,
      notes: [
        "Compare with all authorities has \(Figure.number(Double(figures[0].bytes) / 1e3)) kB, with its ordered plot, 153 small charts and both tables."
      ])
  }
}
