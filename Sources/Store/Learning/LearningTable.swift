import CareRecord
import CivilTime
import Learning

/// What an authority learns, within one transaction.
struct LearningTable {
  let database: StoreConnection
  let authority: Authority

  private static let columns = """
    l.item, l.version, l.kind, l.at, l.person, l.body, l.withdrawn, l.said, f.person
    """

  /// Every item as it stands, or every one of a kind, in the order in which they were begun.
  func standing(_ kind: LearningItem.Kind? = nil) throws -> [LearningVersion] {
    try database.rows(
      """
      SELECT \(Self.columns) FROM learning l
      JOIN learning f ON f.authority = l.authority AND f.item = l.item AND f.version = 1
      WHERE l.authority = ? AND l.version = (
        SELECT max(m.version) FROM learning m
        WHERE m.authority = l.authority AND m.item = l.item)
        AND l.kind = coalesce(?, l.kind)
      ORDER BY l.item
      """, authority.number, kind?.rawValue, read: Self.version
    ).compactMap { $0 }
  }

  /// The versions of one item, the first one first.
  func versions(of id: LearningID) throws -> [LearningVersion] {
    try database.rows(
      """
      SELECT \(Self.columns) FROM learning l
      JOIN learning f ON f.authority = l.authority AND f.item = l.item AND f.version = 1
      WHERE l.authority = ? AND l.item = ? ORDER BY l.version
      """, authority.number, id.raw, read: Self.version
    ).compactMap { $0 }
  }

  func add(_ version: LearningVersion) throws {
    try database.run(
      """
      INSERT INTO learning (authority, item, version, kind, at, person, body, withdrawn, said)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, authority.number, version.id.raw, version.version, version.item.kind.rawValue,
      version.at, version.author, try version.item.json(), version.withdrawn,
      version.saidNotAboutChildren.isEmpty
        ? nil : version.saidNotAboutChildren.joined(separator: "\n"))
  }

  /// The names of everybody who ever had an account.
  func staff() throws -> [String] {
    try database.rows(
      "SELECT name FROM account WHERE authority = ?", authority.number, read: { $0.text(0) })
  }

  /// The user names of those who can no longer sign in.
  func closedAccounts() throws -> Set<String> {
    Set(
      try database.rows(
        #"SELECT "user" FROM account WHERE authority = ? AND disabled_at IS NOT NULL"#,
        authority.number, read: { $0.text(0) }))
  }

  /// Nil for a kind that only a later version of Kith knows.
  private static func version(_ row: PreparedStatement) throws -> LearningVersion? {
    guard let kind = LearningItem.Kind(rawValue: row.text(2)) else { return nil }
    return LearningVersion(
      id: LearningID(raw: row.integer(0)), version: Int(row.integer(1)),
      item: try LearningItem(kind, json: row.text(5)), author: row.text(4), at: row.instant(3),
      startedBy: row.text(8), withdrawn: row.optionalText(6),
      saidNotAboutChildren: row.optionalText(7)?.split(separator: "\n").map(String.init) ?? [])
  }
}

/// What the records of the authority know of children.
struct ChildrenOnRecord: KnownChildren {
  let database: StoreConnection
  let authority: Authority

  func isName(_ first: String, _ second: String) throws -> Bool {
    // As they stand in the index: without accents.
    guard let one = NameWords.indexed(first).last, let other = NameWords.indexed(second).last,
      one != other
    else { return false }
    return try database.number(
      """
      SELECT w.record FROM \(NameSearch.table) w
      WHERE w.authority = ? AND w.word = ? AND ' ' || w.words || ' ' LIKE ? LIMIT 1
      """, authority.number, one, "% \(other) %") != nil
  }

  func isIdentifier(_ text: String) throws -> Bool {
    let kinds = try database.rows(
      """
      SELECT l.kind FROM \(ChildSearch.locators) l WHERE l.authority = ? AND l.value = ?
      ORDER BY l.record LIMIT 50
      """, authority.number, Locator.compact(text), read: { Locator.Kind(name: $0.text(0)) })
    return kinds.contains { if case .identifier = $0 { true } else { false } }
  }
}
