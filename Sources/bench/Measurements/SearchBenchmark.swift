import Access
import Store

/// Searches among many children, in the store and through the server.
struct SearchBenchmark: Benchmark {
  let workshop: Workshop

  private static let people = [
    (person: Workshop.worker, what: "a social worker"),
    (person: Workshop.officer, what: "a data officer"),
  ]
  private static let mostFound = 50

  /// One kind of query, as one person asks it.
  private struct Question {
    let kind: String
    let queries: [String]
    let person: Person
    let who: String
    /// Milliseconds of CPU for each query.
    var cost = Repeats()
    var found = 0
  }

  func run() async throws -> Findings {
    let database = try await workshop.manyChildren()
    let store = try await workshop.open(database)
    let queries = try await SearchQueries(of: 50, in: store)
    var questions = SearchBenchmark.people.flatMap { person, who in
      queries.kinds.map { Question(kind: $0.name, queries: $0.queries, person: person, who: who) }
    }
    var all = Repeats()
    for round in 0...workshop.sizes.rounds {
      var total = 0.0
      for index in questions.indices {
        let used = try await ask(&questions[index], store, counted: round > 0)
        total += used
      }
      // The first round warms up.
      if round > 0 { all.add(total / Double(2 * queries.count) * 1e3) }
    }
    try await store.close()

    var figures = [Figure("A search in the store, CPU", all, .milliseconds, atMost: 3)]
    if let dearest = questions.max(by: { $0.cost.best < $1.cost.best }) {
      figures.append(
        Figure(
          "The dearest kind of query in the store (\(dearest.kind), by \(dearest.who)), CPU",
          dearest.cost, .milliseconds))
    }
    figures.append(
      Figure(
        "A search through the server with its page, CPU of the server",
        try throughServer(queries, database), .milliseconds, atMost: 3))
    return Findings(
      title: "Searching", figures: figures,
      method: """
        \(Figure.number(queries.count)) queries for children spread over the \
        \(Figure.number(workshop.sizes.children)) of the database, \(queries.kinds.count) kinds of them as listed below. Each \
        is asked by a social worker, who has no case relationship with any of the children and so is shown the minimum, and \
        by a data officer. At most \(SearchBenchmark.mostFound) children are found for a query, and each search is written to \
        the log of reads. Through the server the social worker asks the same queries by HTTP, signed in, on one connection, \
        and each is answered with its page.
        """,
      notes: questions.map(words))
  }

  /// - Returns: seconds of CPU
  private func ask(
    _ question: inout Question, _ store: DatabaseStore, counted: Bool
  ) async throws -> Double {
    let before = CPUClock.own
    question.found = 0
    for query in question.queries {
      let reading = Workshop.reading(by: question.person, for: "search")
      let hits = try await store.search(query, limit: SearchBenchmark.mostFound, for: reading)
      question.found += hits.count
    }
    let used = CPUClock.own - before
    if counted { question.cost.add(used / Double(question.queries.count) * 1e3) }
    return used
  }

  private func words(_ question: Question) -> String {
    let found = Double(question.found) / Double(question.queries.count)
    let example = question.queries.first ?? ""
    return "\(question.kind), such as “\(example)”, by \(question.who): "
      + "\(Figure.number(question.cost.best)) ms, \(Figure.number(found)) children found."
  }

  /// Milliseconds of the server's CPU for each query.
  private func throughServer(_ queries: SearchQueries, _ database: String) throws -> Repeats {
    let server = try RunningServer(workshop, database: database)
    let client = try HTTPClient(port: server.port)
    try client.signIn(Workshop.worker.user, Workshop.password)
    var values = Repeats()
    for round in 0...workshop.sizes.rounds {
      let before = server.process.cpu
      for query in queries.kinds.flatMap(\.queries) {
        let answer = try client.get("/search?q=\(HTTPClient.encoded(query))")
        guard answer.status == 200 else {
          throw BenchFailed("The search for \(query) was answered with \(answer.status).")
        }
      }
      // The first round warms up.
      if round > 0 { values.add((server.process.cpu - before) / Double(queries.count) * 1e3) }
    }
    try server.end()
    return values
  }
}
