import CareRecord
import CivilTime
import Store

/// What people type to find a child, for children of a database: by kind of query.
struct SearchQueries {
  let kinds: [(name: String, queries: [String])]
  var count: Int { kinds.reduce(0) { $0 + $1.queries.count } }

  /// - Parameters:
  ///   - count: how many children, spread over the list by name
  init(of count: Int, in store: DatabaseStore) async throws {
    var list = ChildList()
    list.limit = 1
    let reading = Workshop.reading(by: Workshop.officer, for: "bench")
    let total = try await store.children(list, for: reading).total
    var found: [ChildHeadline] = []
    for number in 0..<count {
      list.offset = number * total / count
      found += try await store.children(list, for: reading).children
    }
    let records = try await store.recordsToReceive(of: found.map(\.subject), for: reading)
    var known: [(given: String, family: String, born: Day, number: String, upn: String?)] = []
    for child in found {
      guard let record = records[child.subject.id], let identity = record.identity,
        let born = identity.birthDate, let number = record.identifier(.laChildID),
        let given = identity.givenNames.split(separator: " ").first, given.count >= 3,
        identity.familyName.count >= 3
      else { continue }
      known.append((String(given), identity.familyName, born, number, record.identifier(.upn)))
    }
    kinds = [
      ("whole name", known.map { "\($0.given) \($0.family)" }),
      (
        "misspelt name",
        known.map { "\(SearchQueries.shortened($0.given)) \(SearchQueries.turned($0.family))" }
      ),
      ("beginnings of names", known.map { "\($0.given.prefix(3)) \($0.family.prefix(3))" }),
      ("family name", known.map(\.family)),
      ("given name", known.map(\.given)),
      ("misspelt family name", known.map { SearchQueries.turned($0.family) }),
      ("family name and year of birth", known.map { "\($0.family) \($0.born.year)" }),
      ("date of birth", known.map(\.born.spoken)),
      ("the authority's number", known.map(\.number)),
      ("unique pupil number", known.compactMap(\.upn)),
      ("a name that nobody has", known.indices.map { "Qxu\($0 % 7)vzy Wrrgth" }),
    ].filter { !$0.1.isEmpty }
  }

  /// A slip of the fingers: two letters after the first change places.
  private static func turned(_ name: String) -> String {
    var letters = Array(name)
    let place = letters.indices.dropFirst().dropLast().first { letters[$0] != letters[$0 + 1] }
    if let place { letters.swapAt(place, place + 1) }
    return String(letters)
  }

  /// The last letter but one is left out.
  private static func shortened(_ name: String) -> String {
    var letters = Array(name)
    letters.remove(at: letters.count - 2)
    return String(letters)
  }
}
