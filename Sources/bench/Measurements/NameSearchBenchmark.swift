import Access
import CareRecord
import CivilTime
import Foundation
import Store

/// Looks for children among very many by names with one letter wrong.
struct NameSearchBenchmark: Benchmark {
  let workshop: Workshop

  func run() async throws -> Findings {
    let cluster = try PostgreSQLCluster(workshop)
    var figures: [Figure] = []
    for database in [workshop.newFile("names"), try cluster.newDatabase("names")] {
      let store = try await workshop.open(database.address, key: database.key)
      try await fill(store)
      if database.make == "PostgreSQL" { try cluster.run("VACUUM ANALYZE", in: "names") }
      var times: [Double] = []
      for round in 0...1 {
        for number in 0..<300 {
          let person = person(number * (workshop.sizes.people / 300) + number % 7)
          let query =
            number.isMultiple(of: 2)
            ? "\(person.given) \(misspelt(person.family, number))"
            : "\(misspelt(person.given, number)) \(person.family)"
          let reading = Workshop.reading(by: Workshop.officer, for: "search")
          let start = WallTime.now
          _ = try await store.search(query, limit: 50, for: reading)
          // The first round warms up.
          if round > 0 { times.append((WallTime.now - start) * 1e3) }
        }
      }
      times.sort()
      try await store.close()
      figures += [
        Figure(
          "\(database.make): a name with one letter wrong among \(Figure.number(workshop.sizes.people)) people, 95 in 100 within",
          times[times.count * 95 / 100], .milliseconds, atMost: 30),
        Figure("\(database.make): the same, half within", times[times.count / 2], .milliseconds),
        Figure("\(database.make): the slowest", times[times.count - 1], .milliseconds),
      ]
    }
    return Findings(
      title: "Searching names among many people on both databases",
      figures: figures,
      method: """
        \(Figure.number(workshop.sizes.people)) children with a name, a date of birth and a number; three in ten have a \
        double-barrelled family name. 300 of them, spread evenly, are looked for by given and family name, one letter of \
        one of the two left out, doubled or changed, by a data officer, one after the other. Elapsed, with the entry of the \
        search in the log of reads on the disk.
        """,
      notes: [])
  }

  // MARK: - People

  private static let given = names("given-names")
  private static let family = names("family-names")

  private static func names(_ file: String) -> [String] {
    let text =
      (try? String(
        contentsOfFile: "Sources/Simulation/Resources/\(file).csv", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().compactMap {
      $0.split(separator: ",").first.map(String.init)
    }
  }

  /// The same people in both databases.
  private func person(_ number: Int) -> (given: String, family: String, born: Day) {
    let (given, family) = (NameSearchBenchmark.given, NameSearchBenchmark.family)
    let mixed = (number &* 2_654_435_761) & 0xFFFF_FFFF
    var name = family[mixed % family.count]
    if number % 10 < 3 { name += "-" + family[(mixed / 997) % family.count] }
    return (
      given[(mixed / 7) % given.count], name, Day(ordinal: Int32(14_000 + (mixed / 31) % 6_500))
    )
  }

  private func misspelt(_ name: String, _ number: Int) -> String {
    var letters = Array(name)
    let place = 1 + number % max(1, letters.count - 2)
    switch number % 3 {
    case 0: letters.remove(at: place)
    case 1: letters.insert(letters[place], at: place)
    default: letters[place] = letters[place] == "e" ? "a" : "e"
    }
    return String(letters)
  }

  private func fill(_ store: DatabaseStore) async throws {
    guard !NameSearchBenchmark.given.isEmpty, !NameSearchBenchmark.family.isEmpty else {
      throw BenchFailed("The lists of names are not there; run this in the folder of the sources.")
    }
    let now = Workshop.now
    var identifiers = IdentifierSource(milliseconds: { now.milliseconds })
    let author = Author(Workshop.officer.user, through: "bench")
    for start in stride(from: 0, to: workshop.sizes.people, by: 5_000) {
      let commits = (start..<min(start + 5_000, workshop.sizes.people)).map { number in
        let child = Subject.child(identifiers.next())
        let person = person(number)
        var identity = PersonIdentity()
        identity.givenNames = person.given
        identity.familyName = person.family
        identity.birthDate = person.born
        var known = PersonIdentifier()
        known.scheme = "la"
        known.value = String(100_000 + number)
        return Commit(
          by: author, at: now, origin: .received,
          [
            .new(identity, id: identifiers.next(), of: [child]),
            .new(known, id: identifiers.next(), of: [child]),
          ])
      }
      for result in try await store.commit(commits, by: Workshop.officer) { _ = try result.get() }
    }
  }
}
