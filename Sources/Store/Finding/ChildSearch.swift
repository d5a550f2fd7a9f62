import Access
import CareRecord
import CivilTime
import GRDB

/// One search for children, within one snapshot.
///
/// What a hit may say to someone without a case relationship (rule A4: name, year of birth, alert) it
/// may not give away by being found either. So for them
/// - a date of birth counts by its year, whatever day was typed;
/// - a postcode finds nothing, and a name with a postcode finds what the name finds: where a child
///   lives, or once lived, is not theirs to confirm;
/// - an identifier finds its child when it was typed whole: such a number is not guessed, and
///   whoever types it holds it already. The hit does not say what kind of number it is.
///
/// A data officer, who sees what returns carry of every child, finds by the home postcode that a
/// return carries, not by addresses.
struct ChildSearch {
  let database: Database
  let authority: Authority
  let person: Person
  let today: Day
  let nicknames: Nicknames

  /// Beyond so many candidates the least near are left out before their headlines are read.
  private static let mostCandidates = 240
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
    for record in postcodes.keys {
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
        related: related
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
  ) throws -> [Int64: Locator.Kind] {
    guard !postcodes.isEmpty, !scope.isNone else { return [:] }
    let condition = scope.condition.map { "AND \($0)" } ?? ""
    let select = try PreparedStatement(
      database,
      """
      SELECT l.record, l.kind FROM \(ChildSearch.locators) l
      JOIN \(HeadlineReader.table) h ON h.authority = l.authority AND h.record = l.record
      WHERE l.authority = ? AND l.value >= ? AND l.value < ? \(condition)
      ORDER BY l.value, l.record DESC LIMIT 1000
      """)
    var found: [Int64: Locator.Kind] = [:]
    for postcode in postcodes {
      // `LS6 2AB` alone, or all that begin with `LS6 `.
      let end = postcode.inward == nil ? postcode.outward + "!" : postcode.stored + " "
      select.bind(
        [.integer(Int64(authority.number)), .text(postcode.stored), .text(end)] + scope.arguments)
      while try select.step() {
        let (record, kind) = (select.integer(0), Locator.Kind(name: select.text(1)))
        // Everything of one's own children; of all the others a data officer sees what returns carry.
        let mayRead =
          switch kind {
          case .identifier: false
          case .homePostcode: true
          case .address, .protectedAddress: !scope.isEveryone || related.contains(record)
          }
        if mayRead { found[record] = kind }
      }
    }
    return found
  }

  private func records(
    bornIn born: BirthRange, _ scope: HeadlineScope, limit: Int
  ) throws -> [Int64] {
    guard !scope.isNone else { return [] }
    let condition = scope.condition.map { "AND \($0)" } ?? ""
    let select = try PreparedStatement(
      database,
      """
      SELECT h.record FROM \(HeadlineReader.table) h
      WHERE h.authority = ? AND h.birth_date >= ? AND h.birth_date <= ? \(condition)
      ORDER BY h.birth_date, h.sort_name LIMIT ?
      """)
    select.bind(
      [
        .integer(Int64(authority.number)), .day(born.days.lowerBound), .day(born.days.upperBound),
      ] + scope.arguments + [.integer(Int64(limit))])
    var records: [Int64] = []
    while try select.step() { records.append(select.integer(0)) }
    return records
  }

  // MARK: - Ranking

  private func ranked(
    _ candidates: [Int64: Candidate], _ query: SearchQuery, _ scope: HeadlineScope,
    _ related: Set<Int64>, _ postcodes: [Int64: Locator.Kind], _ maySearchEveryone: Bool,
    _ limit: Int
  ) throws -> [SearchHit] {
    // The newest records first among equals, until their names are known.
    let nearest = candidates.sorted { ($0.value.cost, -$0.key) < ($1.value.cost, -$1.key) }
      .prefix(max(limit, ChildSearch.mostCandidates))
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
        if postcodes[record] != nil, reason.what != .postcode { reason.withPostcode = true }
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
