import Access
import CareRecord
import CivilTime

/// The headlines of named children, as far as a person may see them.
///
/// Of one's own children and of their brothers and sisters the whole headline (roles and access,
/// section 2); of all others the minimum (rule A4).
struct HeadlinesShown {
  let database: StoreConnection
  let authority: Authority
  let person: Person
  let today: Day

  /// In the order asked; whoever has no headline, or may not be known of, is left out.
  func headlines(of subjects: [Subject]) throws -> [ChildHeadline] {
    let scope = HeadlineScope(of: person, authority: authority, today: today)
    let mayKnowEveryone = person.authority == authority && Policy.maySearchEveryone(person)
    guard mayKnowEveryone || !scope.isNone else { return [] }
    let related = try scope.relatedRecords(database)
    let children = subjects.filter { $0.kind == .child }.map(\.id.raw)
    let rows = try HeadlineReader(database: database, authority: authority).rows(of: children)
    return try children.compactMap { record in
      guard let row = rows[record] else { return nil }
      let isWhole =
        try scope.isEveryone || related.contains(record)
        || (scope.hasUnallocated && !row.isAllocated)
        || hasSibling(record, among: related)
      if isWhole { return row.headline }
      return mayKnowEveryone ? row.headline.minimum : nil
    }
  }

  /// Whether the child is now a child of the same family as one of `related`.
  private func hasSibling(_ record: Int64, among related: Set<Int64>) throws -> Bool {
    if related.isEmpty { return false }
    for family in try members(of: record, column: "family") {
      let children = try members(of: family, column: "person")
      if children.contains(where: { $0 != record && related.contains($0) }) { return true }
    }
    return false
  }

  private func members(of record: Int64, column: String) throws -> [Int64] {
    let select = try PreparedStatement(
      database,
      """
      SELECT m.\(column) FROM fact_family_member m
      WHERE m.authority = ? AND m.record = ? AND m.role = 'child' AND m.\(column) IS NOT NULL
        AND (m."from" IS NULL OR m."from" <= ?) AND (m."to" IS NULL OR m."to" > ?)
      """)
    select.bind([
      .integer(Int64(authority.number)), .integer(record), .day(today), .day(today),
    ])
    var found: [Int64] = []
    while try select.step() { found.append(select.integer(0)) }
    return found
  }
}
