import Access
import CareRecord
import CivilTime

/// One search for children, within one snapshot.
///
/// What a hit may say to someone without a case relationship (rule A4: name, year of birth, alert)
/// it may not give away by being found either. So for them
/// - a date of birth counts by its year, whatever day was typed;
/// - a postcode finds nothing, and a name with a postcode finds what the name finds: where a child
///   lives, or once lived, is not theirs to confirm;
/// - an identifier finds its child when it was typed whole: such a number is not guessed, and
///   whoever types it holds it already. The hit does not say what kind of number it is.
///
/// A data officer, who sees what returns carry of every child, finds by the home postcode that a
/// return carries, not by addresses.
struct ChildSearch {
  let database: StoreConnection
  let authority: Authority
  let person: Person
  let today: Day
  let nicknames: Nicknames

  /// Beyond so many candidates the least near are left out before their headlines are read.
  private static let mostCandidates = 100
  /// When a day of birth was typed: who of them was born on it only the headlines say.
  private static let mostOfADay = 400
  private static let mostAskedFor = 60
  private static let mostAtPostcode = 3_000
  /// What being one's own child is worth: as much as having begun to type the name.
  private static let relatedBonus = Closeness.prefix.rawValue

  private struct Candidate {
    var cost: Int
    var reason: SearchReason
  }

  func hits(_ query: SearchQuery, limit: Int) throws -> [SearchHit] {
    let scope = HeadlineScope(of: person, authority: authority, today: today)
    let maySearchEveryone = person.authority == authority && Policy.maySearchEveryone(person)
    guard limit > 0, !query.isEmpty, maySearchEveryone || !scope.isNone else { return [] }
    let related = try scope.relatedRecords(database)
    var candidates = try named(query, related: related, limit: limit)
    let postcodes = try postcodeRecords(query.postcodes, scope, related)
    for record in postcodes {
      if candidates[record] != nil {
        candidates[record]?.cost -= 5
      } else if query.words.isEmpty {
        candidates[record] = Candidate(cost: 0, reason: SearchReason(what: .postcode))
      }
    }
    if query.words.isEmpty, query.postcodes.isEmpty, let born = query.born {
      for record in try records(bornIn: born, scope, limit: ChildSearch.mostCandidates) {
        candidates[record] = Candidate(
          cost: 1, reason: SearchReason(what: .born(onTheDay: born.isDay)))
      }
    }
    for (record, scheme) in try identified(query.identifiers) {
      candidates[record] = Candidate(
        cost: -20, reason: SearchReason(what: .identifier(scheme: scheme)))
    }
    for record in related where candidates[record] != nil {
      candidates[record]?.cost -= ChildSearch.relatedBonus
    }
    return try ranked(candidates, query, scope, related, postcodes, maySearchEveryone, limit)
  }

  // MARK: - Candidates

  private func named(
    _ query: SearchQuery, related: Set<Int64>, limit: Int
  ) throws -> [Int64: Candidate] {
    guard !query.words.isEmpty else { return [:] }
    func find(_ born: ClosedRange<Day>?) throws -> [Int64: NameSearch.Found] {
      try NameSearch(
        database: database, authority: authority, nicknames: nicknames, born: born,
        related: related, kept: max(limit, ChildSearch.mostOfADay)
      ).find(query.words, enough: limit)
    }
    let found = try find(query.born?.years)
    if found.isEmpty, query.born != nil {
      return try find(nil).mapValues {
        Candidate(
          cost: $0.cost + 5, reason: SearchReason(what: $0.what, birth: .anotherYear))
      }
    }
    return found.mapValues {
      Candidate(
        cost: $0.cost, reason: SearchReason(what: $0.what, birth: query.born.map { _ in .year }))
    }
  }

  /// The children with one of these identifiers, and of which scheme it is.
  private func identified(_ values: [String]) throws -> [(Int64, String)] {
    let select = try PreparedStatement(
      database,
      """
      SELECT l.record, l.kind FROM \(ChildSearch.locators) l WHERE l.authority = ? AND l.value = ?
      ORDER BY l.record LIMIT 50
      """)
    var found: [(Int64, String)] = []
    for value in values {
      select.bind([.integer(Int64(authority.number)), .text(value)])
      while try select.step() {
        if case .identifier(let scheme) = Locator.Kind(name: select.text(1)) {
          found.append((select.integer(0), scheme))
        }
      }
    }
    return found
  }

  /// The records at these postcodes, of those whose postcodes the person may read.
  private func postcodeRecords(
    _ postcodes: [Postcode], _ scope: HeadlineScope, _ related: Set<Int64>
  ) throws -> Set<Int64> {
    guard !postcodes.isEmpty, !scope.isNone else { return [] }
    let isWide = scope.isEveryone || scope.hasUnallocated
    // A few of one's own are asked for one by one; for many the postcode is read once.
    if !isWide, related.count <= ChildSearch.mostAskedFor {
      return try Set(related.filter { try isAt(postcodes, $0) })
    }
    let select = try PreparedStatement(
      database,
      """
      SELECT l.record, l.kind FROM \(ChildSearch.locators) l
      WHERE l.authority = ? AND l.value >= ? AND l.value < ? ORDER BY l.value, l.record LIMIT ?
      """)
    var (own, others): (Set<Int64>, Set<Int64>) = ([], [])
    var isCut = false
    for postcode in postcodes {
      select.bind([
        .integer(Int64(authority.number)), .text(postcode.stored), .text(postcode.end),
        .integer(Int64(ChildSearch.mostAtPostcode)),
      ])
      var rows = 0
      while try select.step() {
        rows += 1
        let (record, kind) = (select.integer(0), Locator.Kind(name: select.text(1)))
        if case .identifier = kind { continue }
        if related.contains(record) {
          own.insert(record)
        } else if isWide, !scope.isEveryone || kind == .homePostcode {
          // Everything of those who have nobody; of all the others a data officer sees what returns
          // carry.
          others.insert(record)
        }
      }
      isCut = isCut || rows == ChildSearch.mostAtPostcode
    }
    if isCut { own.formUnion(try related.filter { try isAt(postcodes, $0) }) }
    if scope.isEveryone { return own.union(others) }
    let reader = HeadlineReader(database: database, authority: authority)
    return own.union(try reader.unallocated(others, atMost: ChildSearch.mostCandidates))
  }

  private func isAt(_ postcodes: [Postcode], _ record: Int64) throws -> Bool {
    let select = try PreparedStatement(
      database,
      """
      SELECT l.value, l.kind FROM \(ChildSearch.locators) l WHERE l.authority = ? AND l.record = ?
      """)
    select.bind([.integer(Int64(authority.number)), .integer(record)])
    defer { select.reset() }
    while try select.step() {
      if case .identifier = Locator.Kind(name: select.text(1)) { continue }
      let value = select.text(0)
      if postcodes.contains(where: { $0.stored <= value && value < $0.end }) { return true }
    }
    return false
  }

  private func records(
    bornIn born: BirthRange, _ scope: HeadlineScope, limit: Int
  ) throws -> [Int64] {
    guard !scope.isNone else { return [] }
    let condition = scope.condition.map { "AND \($0.sql)" } ?? ""
    let select = try PreparedStatement(
      database,
      """
      SELECT h.record FROM \(HeadlineReader.table) h
      WHERE h.authority = ? AND h.birth_date >= ? AND h.birth_date <= ? \(condition)
      ORDER BY h.birth_date ASC NULLS FIRST, h.sort_name ASC NULLS FIRST LIMIT ?
      """)
    select.bind(
      [
        .integer(Int64(authority.number)), .day(born.days.lowerBound), .day(born.days.upperBound),
      ] + (scope.condition?.arguments ?? []) + [.integer(Int64(limit))])
    var records: [Int64] = []
    while try select.step() { records.append(select.integer(0)) }
    return records
  }

  // MARK: - Ranking

  private func ranked(
    _ candidates: [Int64: Candidate], _ query: SearchQuery, _ scope: HeadlineScope,
    _ related: Set<Int64>, _ postcodes: Set<Int64>, _ maySearchEveryone: Bool,
    _ limit: Int
  ) throws -> [SearchHit] {
    let most = ChildSearch.mostCandidates
    // The newest records first among equals, until their names are known.
    let nearest = candidates.sorted { ($0.value.cost, -$0.key) < ($1.value.cost, -$1.key) }
      .prefix(max(limit, query.born?.isDay == true ? ChildSearch.mostOfADay : most))
    let rows = try HeadlineReader(database: database, authority: authority)
      .rows(of: nearest.map(\.key))
    var hits: [(hit: SearchHit, cost: Int, sortName: String)] = []
    for (record, candidate) in nearest {
      guard let row = rows[record] else { continue }
      let isOpen =
        scope.isEveryone || related.contains(record)
        || (scope.hasUnallocated && !row.isAllocated)
      guard isOpen || maySearchEveryone else { continue }
      var (cost, reason) = (candidate.cost, candidate.reason)
      if isOpen {
        if let birth = row.headline.birthDate, query.born?.days.contains(birth) == true,
          reason.birth == .year
        {
          if query.born?.isDay == true { reason.birth = .day }
          cost -= 4
        }
        if postcodes.contains(record), reason.what != .postcode { reason.withPostcode = true }
      }
      hits.append(
        (
          SearchHit(
            headline: isOpen ? row.headline : row.headline.minimum, minimum: !isOpen,
            because: reason.words(minimum: !isOpen)), cost, row.sortName
        ))
    }
    return hits.sorted {
      ($0.cost, $0.sortName, $0.hit.headline.subject.id)
        < ($1.cost, $1.sortName, $1.hit.headline.subject.id)
    }.prefix(limit).map(\.hit)
  }

  static let locators = "projection_locator"
}
