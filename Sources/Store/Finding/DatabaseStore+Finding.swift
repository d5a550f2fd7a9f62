import Access
public import CareRecord
import CivilTime

extension DatabaseStore {
  public func search(
    _ query: String, limit: Int, for reading: Reading
  ) async throws -> [SearchHit] {
    try await refreshForReading(today: reading.today)
    let (authority, nicknames) = (authority, nicknames)
    let parsed = SearchQuery(query, today: reading.today)
    let hits = try await read { database in
      try self.requireWhole(.childHeadline, .nameWord, .locator, .standing, in: database)
      return try ChildSearch(
        database: database, authority: authority, person: reading.person, today: reading.today,
        nicknames: nicknames
      ).hits(parsed, limit: limit)
    }
    try await log(
      ReadLogEntry(
        reading, ground: "search", detail: String(query.prefix(SearchQuery.longest)),
        found: hits.count))
    return hits
  }

  public func children(_ list: ChildList, for reading: Reading) async throws -> ChildListPage {
    try await refreshForReading(today: reading.today)
    let authority = authority
    let page = try await read { database in
      try self.requireWhole(.childHeadline, .standing, in: database)
      return try ChildListing(
        list, by: reading.person, authority: authority, today: reading.today, in: database
      ).page()
    }
    try await log(
      ReadLogEntry(
        reading, ground: "scope", detail: list.inWords, found: page.children.count))
    return page
  }

  public func headlines(
    of subjects: [Subject], for reading: Reading
  ) async throws -> [ChildHeadline] {
    // Of these few it need not be waited until it is made of all.
    try await makeCurrent(.childHeadline, of: subjects, today: reading.today)
    let authority = authority
    return try await unavailableInWords(name) {
      try await readLog.read { database in
        try self.requireMade(.childHeadline, of: subjects, in: database)
        try self.requireWhole(.standing, in: database)
        let headlines = try HeadlinesShown(
          database: database, authority: authority, person: reading.person, today: reading.today
        ).headlines(of: subjects)
        let entry = ReadLogEntry(
          reading, ground: "scope", detail: "headlines", found: headlines.count)
        return (entry, headlines)
      }
    }
  }
}

extension ChildList {
  /// What was asked for, for the read log.
  var inWords: String {
    var words = ["list by \(order.rawValue)\(descending ? ", descending" : "")"]
    if !statuses.isEmpty { words.append(statuses.sorted().map(\.name).joined(separator: ", ")) }
    if let ages { words.append("aged \(ages.lowerBound) to \(ages.upperBound)") }
    if !placements.isEmpty {
      words.append("placements \(placements.sorted().joined(separator: ", "))")
    }
    if let openForDays { words.append("open for \(openForDays) days") }
    if let worker { words.append("worker \(worker)") }
    if let team { words.append("team \(team)") }
    words.append("from \(offset)")
    return words.joined(separator: "; ")
  }
}

extension Projection {
  /// What finding children needs of every record.
  static func finding(workingDays: WorkingDayCalendar) -> [Projection] {
    [.childHeadline(workingDays: workingDays), .nameWord, .locator]
  }
}
