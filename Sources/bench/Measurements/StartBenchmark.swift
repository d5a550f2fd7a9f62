import Foundation

/// Starts the server on a large database, and looks how much memory it holds when nobody asks.
struct StartBenchmark: Benchmark {
  let workshop: Workshop

  func run() async throws -> Findings {
    let database = try await workshop.manyChildren()
    var start = Repeats()
    var cpu = Repeats()
    var memory = Repeats()
    for _ in 0..<workshop.sizes.rounds {
      let server = try RunningServer(workshop, database: database)
      guard try HTTPClient(port: server.port).get("/health").status == 200 else {
        throw BenchFailed("The server is not well.")
      }
      start.add(WallTime.now - server.process.started)
      cpu.add(server.process.cpu)
      sleep(workshop.sizes.idleSeconds)
      memory.add(server.process.memory)
      try server.end()
    }
    return Findings(
      title: "Starting the server",
      figures: [
        Figure("From start to the first answer, elapsed", start, .seconds, atMost: 1),
        Figure("The same, CPU", cpu, .seconds),
        Figure(
          "Memory \(workshop.sizes.idleSeconds) s after the start, nobody asking", memory,
          .megabytes, atMost: 150),
      ],
      method: """
        `kith serve` is started on the database of \(Figure.number(workshop.sizes.children)) children, until `/health` is \
        answered with 200. Memory is what the process then holds of the machine's (VmRSS), the pages that it shares with \
        other programs included.
        """,
      notes: [])
  }
}
