import CareRecord
import CivilTime

/// The tables of import runs, within one transaction.
struct ImportRunTable {
  let database: StoreConnection
  let authority: Authority

  private var number: Cell { .integer(Int64(authority.number)) }

  // MARK: - Runs

  func begin(_ submission: Int64, by user: String, at now: Instant) throws -> ImportRun {
    let last = try PreparedStatement(
      database, "SELECT coalesce(max(number), 0) FROM import_run WHERE authority = ?")
    last.bind([number])
    let next = try last.step() ? last.integer(0) + 1 : 1
    last.reset()
    let insert = try PreparedStatement(
      database,
      """
      INSERT INTO import_run (authority, number, submission, started, started_by, remembers)
      VALUES (?, ?, ?, ?, ?, 1)
      """)
    insert.bind([
      number, .integer(next), .integer(submission), .integer(now.milliseconds), .text(user),
    ])
    try insert.run()
    return ImportRun(number: next, submission: submission, started: now, startedBy: user)
  }

  func end(_ run: Int64, at now: Instant) throws {
    try update("ended = ?", [.integer(now.milliseconds)], run)
  }

  func beginUndo(_ run: Int64, at now: Instant) throws {
    try update("undo_started = ?", [.integer(now.milliseconds)], run)
  }

  func endUndo(_ run: Int64, by user: String, at now: Instant) throws {
    try update("undone_at = ?, undone_by = ?", [.integer(now.milliseconds), .text(user)], run)
  }

  private func update(_ set: String, _ values: [Cell], _ run: Int64) throws {
    let update = try PreparedStatement(
      database, "UPDATE import_run SET \(set) WHERE authority = ? AND number = ?")
    update.bind(values + [number, .integer(run)])
    try update.run()
  }

  func runs() throws -> [ImportRun] {
    let select = try PreparedStatement(
      database,
      """
      SELECT r.number, r.submission, r.started, r.started_by, r.ended, r.remembers, r.undo_started,
        r.undone_at, r.undone_by,
        (SELECT count(DISTINCT i.record) FROM import_commit i
          WHERE i.authority = r.authority AND i.run = r.number AND i.undoes = 0)
      FROM import_run r WHERE r.authority = ? ORDER BY r.number DESC
      """)
    select.bind([number])
    func moment(_ column: Int32) -> Instant? {
      select.optionalInteger(column).map(Instant.init(milliseconds:))
    }
    var runs: [ImportRun] = []
    while try select.step() {
      runs.append(
        ImportRun(
          number: select.integer(0), submission: select.integer(1),
          started: Instant(milliseconds: select.integer(2)), startedBy: select.text(3),
          ended: moment(4), remembers: select.integer(5) == 1,
          children: Int(select.integer(9)), undoStarted: moment(6), undoneAt: moment(7),
          undoneBy: select.optionalText(8)))
    }
    return runs
  }

  // MARK: - Their commits

  /// Remembers that a commit belongs to a run.
  func keep(_ step: ImportStep, of record: SubjectID, from: Int64, to: Int64) throws {
    let insert = try PreparedStatement(
      database,
      """
      INSERT INTO import_commit (authority, run, record, commit_position, last_position, undoes)
      VALUES (?, ?, ?, ?, ?, ?)
      """)
    insert.bind([
      number, .integer(step.run), .integer(record.raw), .integer(from), .integer(to),
      .integer(step.undoes ? 1 : 0),
    ])
    try insert.run()
  }

  /// The records that these runs changed and that are still there, after one of them, in the order of
  /// identifiers.
  func records(of runs: [Int64], after last: SubjectID?, limit: Int) throws -> [SubjectID] {
    var found: Set<SubjectID> = []
    for run in runs {
      let select = try PreparedStatement(
        database,
        """
        SELECT DISTINCT i.record FROM import_commit i
        WHERE i.authority = ? AND i.run = ? AND i.undoes = 0 AND i.record > ?
          AND NOT EXISTS (SELECT 1 FROM tombstone_record t
            WHERE t.authority = i.authority AND t.record = i.record)
        ORDER BY i.record LIMIT ?
        """)
      select.bind([
        number, .integer(run), .integer(last?.raw ?? .min), .integer(Int64(limit)),
      ])
      while try select.step() { found.insert(SubjectID(raw: select.integer(0))) }
    }
    return Array(found.sorted().prefix(limit))
  }

  /// The facts that these runs changed in a record, each once, in the order of the log.
  func facts(of runs: [Int64], in record: SubjectID) throws -> [FactID] {
    var facts: [FactID] = []
    var seen: Set<FactID> = []
    for run in runs.sorted() {
      let commits = try database.rows(
        """
        SELECT commit_position, last_position FROM import_commit
        WHERE authority = ? AND run = ? AND record = ? AND undoes = 0 ORDER BY commit_position
        """, number, run, record.raw
      ) { ($0.integer(0), $0.integer(1)) }
      for (first, last) in commits {
        // By position: a commit's entries stand together.
        let changed = try database.rows(
          """
          SELECT fact FROM change WHERE authority = ? AND position BETWEEN ? AND ?
          ORDER BY position
          """, authority.number, first, last
        ) { FactID(raw: $0.integer(0)) }
        for fact in changed where seen.insert(fact).inserted { facts.append(fact) }
      }
    }
    return facts
  }

  /// Where each version of a fact stands in the log, its kind, and the import that it belongs to.
  func versions(of fact: FactID) throws -> [(position: Int64, kind: String, step: ImportStep?)] {
    let select = try PreparedStatement(
      database,
      """
      SELECT c.position, c.kind, i.run, i.undoes FROM change c
      LEFT JOIN import_commit i
        ON i.authority = c.authority AND i.commit_position = c.commit_position
      WHERE c.authority = ? AND c.fact = ? ORDER BY c.version
      """)
    select.bind([number, .integer(fact.raw)])
    var versions: [(position: Int64, kind: String, step: ImportStep?)] = []
    while try select.step() {
      let step = select.optionalInteger(2).map {
        ImportStep(run: $0, undoes: select.integer(3) == 1)
      }
      versions.append((select.integer(0), select.text(1), step))
    }
    return versions
  }
}
