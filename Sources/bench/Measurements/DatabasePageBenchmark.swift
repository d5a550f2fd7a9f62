import Access
import CareRecord
import Store

/// Asks servers on SQLite and on PostgreSQL for the same page of the same record.
struct DatabasePageBenchmark: Benchmark {
  let workshop: Workshop

  func run() async throws -> Findings {
    let cluster = try PostgreSQLCluster(workshop)
    let pages = RecordPageBenchmark(workshop: workshop)
    var own: [Repeats] = []
    var all: [Repeats] = []
    var elapsed: [Repeats] = []
    for database in [workshop.newFile("page"), try cluster.newDatabase("page")] {
      _ = try workshop.runKith(
        [
          "simulate", "--children", "500", "--seed", "1", "--without-casework", "--authority",
          String(Workshop.authority.number),
        ] + database.options)
      try await workshop.addAccounts(to: database.address, key: database.key)
      let store = try await workshop.open(database.address, key: database.key)
      let child = try await pages.writeLongRecord(store)
      try await store.close()
      if database.make == "PostgreSQL" { try cluster.run("VACUUM ANALYZE", in: "page") }
      let server = try RunningServer(workshop, database: database.address, key: database.key)
      let client = try HTTPClient(port: server.port)
      try client.signIn(Workshop.worker.user, Workshop.password)
      let count = workshop.sizes.requests
      var figures = (own: Repeats(), all: Repeats(), elapsed: Repeats())
      for round in 0...workshop.sizes.rounds {
        let (used, theirs, start) = (server.process.cpu, cluster.cpu, WallTime.now)
        for _ in 0..<count {
          let answer = try client.get("/children/\(child.id.text)/chronology")
          guard answer.status == 200 else { throw BenchFailed("\(answer.status) for a page") }
        }
        // The first round warms up.
        guard round > 0 else { continue }
        let cpu = (server.process.cpu - used) / Double(count) * 1e3
        figures.own.add(cpu)
        figures.all.add(cpu + (cluster.cpu - theirs) / Double(count) * 1e3)
        figures.elapsed.add((WallTime.now - start) / Double(count) * 1e3)
      }
      try server.end()
      own.append(figures.own)
      all.append(figures.all)
      elapsed.append(figures.elapsed)
    }
    return Findings(
      title: "A record page on both databases",
      figures: [
        Figure("SQLite: chronology of 300 facts, CPU", own[0], .milliseconds),
        Figure("PostgreSQL: the same, CPU of Kith", own[1], .milliseconds),
        Figure("PostgreSQL: the same, CPU of Kith and of the database", all[1], .milliseconds),
        Figure(
          "PostgreSQL against SQLite, CPU of Kith", own[1].best / own[0].best, .ratio, atMost: 1.5),
        Figure(
          "PostgreSQL against SQLite, the database's own CPU counted", all[1].best / own[0].best,
          .ratio, atMost: 1.5),
        Figure("SQLite: from request to answer", elapsed[0], .milliseconds),
        Figure("PostgreSQL: from request to answer", elapsed[1], .milliseconds),
      ],
      method: """
        The same 500 children are made up in both databases, and the same record is given 300 facts. A social worker asks \
        `kith serve` for its chronology, \(Figure.number(workshop.sizes.requests)) times in a round, on one connection: \
        session, policy, record, the log of reads on the disk, and the page. With SQLite the database's work is part of \
        Kith's process; with PostgreSQL it is done by others, which are counted apart.
        """,
      notes: [])
  }
}
