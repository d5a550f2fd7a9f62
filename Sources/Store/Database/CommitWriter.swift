import Access
import CareRecord
import CivilTime
import Secrets

/// Writes commits within one transaction: the log, the chains, the current facts and what derives
/// from them.
///
/// A commit is checked whole before anything of it is written (`CommitPlan`), so that a refused one
/// leaves nothing and the others of its batch stand. `finish` must follow the last one.
struct CommitWriter {
  let database: StoreConnection
  let layout: StoreLayout
  let person: Person
  /// The moment of writing: what decides who may write, and the day of the projections.
  let now: Instant
  let reader: RecordReader
  /// The heads of the records seen so far; nil where nothing was ever written in one.
  private var heads: [SubjectID: RecordHead?] = [:]
  /// The latest version of the facts seen so far; nil where it was never held.
  private var latest: [FactID: LatestVersion?] = [:]
  /// The records that the facts seen so far belong to.
  private var records: [FactID: [SubjectID]] = [:]
  private var touched: Set<SubjectID> = []
  private var lastPosition: Int64

  /// What the tables of current facts will hold; whoever reads them writes it first.
  var facts: CurrentFacts
  private let insertChange: PreparedStatement
  private let insertChain: PreparedStatement

  /// - Parameter changes: how many changes are going to be written, about
  init(
    _ database: StoreConnection, layout: StoreLayout, person: Person, now: Instant, changes: Int
  ) throws {
    self.database = database
    self.layout = layout
    self.person = person
    self.now = now
    reader = RecordReader(database: database, layout: layout)
    facts = CurrentFacts(database: database, layout: layout)
    lastPosition = try LogEnd.change.position(layout.authority, database)
    let isMany = changes >= CurrentFacts.manyRows
    insertChange = try CommitWriter.insert(
      [
        "position", "authority", "fact", "version", "kind", "schema", "commit_position", "author",
        "through", "known", "recorded", "reason", "body", "body_salt", "body_hash",
      ], into: "change", isMany, database)
    insertChain = try CommitWriter.insert(
      ["position", "authority", "record", "record_kind", "sequence", "linked", "hash"],
      into: "chain", isMany, database)
  }

  private static func insert(
    _ columns: [String], into table: String, _ isMany: Bool, _ database: StoreConnection
  ) throws -> PreparedStatement {
    if isMany { return try PreparedStatement(adding: database, to: table, columns) }
    let places = columns.map { _ in "?" }.joined(separator: ", ")
    return try PreparedStatement(
      database,
      "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))")
  }

  var today: Day { now.inLondon.day }

  /// The head of a record, as this transaction will leave it.
  mutating func head(of record: SubjectID) throws -> RecordHead? {
    if let known = heads[record] { return known }
    let head = try reader.head(of: record)
    heads[record] = .some(head)
    return head
  }

  /// The latest version of a fact, as this transaction will leave it.
  mutating func latest(_ fact: FactID) throws -> LatestVersion? {
    if let known = latest[fact] { return known }
    let found = try LogReader(database: database, layout: layout).latest(fact)
    latest[fact] = .some(found)
    return found
  }

  /// The records that a fact belongs to, as this transaction will leave it.
  mutating func records(of fact: FactID, _ latest: LatestVersion) throws -> [SubjectID] {
    if let known = records[fact] { return known }
    let found = try LogReader(database: database, layout: layout).records(at: latest.position)
    records[fact] = found
    return found
  }

  /// Asks for all that commits change at once, for the sake of a server far away.
  mutating func prepare(for commits: [Commit]) throws {
    let log = LogReader(database: database, layout: layout)
    let changes = commits.lazy.flatMap(\.changes)
    let facts = Set(changes.map(\.fact)).subtracting(latest.keys)
    let records = Set(changes.flatMap(\.subjects).map(\.id)).subtracting(heads.keys)
    let askedFacts = try facts.map { ($0, try log.askForLatest($0)) }
    let askedHeads = try records.map { ($0, try reader.askForHead(of: $0)) }
    for (fact, rows) in askedFacts { latest[fact] = .some(try LogReader.latest(in: rows)) }
    let askedLinks = try facts.compactMap { fact in
      try latest[fact]?.map { (fact, try log.askForRecords(at: $0.position)) }
    }
    for (fact, rows) in askedLinks { self.records[fact] = try LogReader.records(in: rows) }
    for (record, rows) in askedHeads { heads[record] = .some(try RecordReader.head(in: rows)) }
  }

  // MARK: - One commit

  /// Keeps all changes of a commit.
  /// - Throws: `CommitRefused`, and then nothing of the commit was written.
  mutating func write(_ commit: Commit) throws -> CommitReceipt {
    let planned = try plan(commit)
    let first = lastPosition + 1
    var versions: [FactID: Int] = [:]
    for change in planned {
      try write(change, of: commit, commitPosition: first)
      versions[change.fact] = change.version
    }
    if let step = commit.importStep, let record = commit.changes.first?.subjects.first {
      try ImportRunTable(database: database, authority: layout.authority)
        .keep(step, of: record.id, from: first, to: lastPosition)
    }
    return CommitReceipt(versions: versions, position: lastPosition)
  }

  private mutating func write(
    _ change: PlannedChange, of commit: Commit, commitPosition: Int64
  ) throws {
    lastPosition += 1
    let salt = change.content == nil ? nil : RandomBytes.make(16)
    let body = change.content?.body
    var bodyHash: [UInt8]?
    if let body, let salt { bodyHash = LogEntry.bodyHash(body, salt: salt) }
    let entry = LogEntry(
      position: lastPosition, authority: layout.authority.number, fact: change.fact,
      version: change.version, kind: change.table.type.kind.name,
      schema: change.table.type.kind.schema, commitPosition: commitPosition,
      author: commit.author, known: commit.known, recorded: commit.recorded,
      reason: change.reason, body: body, salt: salt, bodyHash: bodyHash,
      links: change.links.map {
        LogEntry.Link(
          record: $0.subject.id, kind: $0.subject.kind.rawValue, linked: $0.linked)
      })
    try append(entry)
    latest[entry.fact] = LatestVersion(
      version: entry.version, position: entry.position, kind: entry.kind,
      isWithdrawn: entry.bodyHash == nil)
    records[entry.fact] = entry.links.filter(\.linked).map(\.record)
    try link(entry, change)
    facts.apply(
      change.table, entry, cells: change.content?.cells, isNew: change.version == 1)
  }

  private func append(_ entry: LogEntry) throws {
    insertChange.bind(entry.position, at: 1)
    insertChange.bind(entry.authority, at: 2)
    insertChange.bind(entry.fact.raw, at: 3)
    insertChange.bind(entry.version, at: 4)
    insertChange.bind(entry.kind, at: 5)
    insertChange.bind(entry.schema, at: 6)
    insertChange.bind(entry.commitPosition, at: 7)
    insertChange.bind(entry.author.user, at: 8)
    insertChange.bind(entry.author.through, at: 9)
    insertChange.bind(entry.known.milliseconds, at: 10)
    insertChange.bind(entry.recorded?.milliseconds, at: 11)
    insertChange.bind(entry.reason, at: 12)
    if let body = entry.body, let salt = entry.salt, let hash = entry.bodyHash {
      insertChange.bindText(body, at: 13)
      insertChange.bind(salt, at: 14)
      insertChange.bind(hash, at: 15)
    } else {
      for column: Int32 in 13...15 { insertChange.bindNull(at: column) }
    }
    try insertChange.run()
  }

  /// Lengthens the chains of the records that the entry stands in.
  private mutating func link(_ entry: LogEntry, _ change: PlannedChange) throws {
    let digest = entry.digest
    for link in change.links {
      let record = link.subject.id
      var head = try head(of: record) ?? RecordHead(kind: link.subject.kind)
      head.sequence += 1
      head.hash = LogEntry.chainHash(
        previous: head.hash, entry: digest, record: record, sequence: head.sequence)
      head.factKinds.insert(change.table.number)
      insertChain.bind(entry.position, at: 1)
      insertChain.bind(layout.authority.number, at: 2)
      insertChain.bind(record.raw, at: 3)
      insertChain.bind(link.subject.kind.rawValue, at: 4)
      insertChain.bind(head.sequence, at: 5)
      insertChain.bind(link.linked ? 1 : 0 as Int64, at: 6)
      insertChain.bind(head.hash, at: 7)
      try insertChain.run()
      heads[record] = head
      touched.insert(record)
    }
  }

  // MARK: - The end of the transaction

  /// Writes the heads of the records that were touched, and their projections.
  mutating func finish() throws {
    try facts.write()
    try LogEnd.change.set(lastPosition, layout.authority, database)
    let writer = try HeadWriter(database, authority: layout.authority)
    var records: [(Subject, FactKindSet)] = []
    for id in touched.sorted() {
      guard let found = heads[id], let head = found else { continue }
      try writer.write(id, head)
      records.append((Subject(head.kind, id), head.factKinds))
    }
    try layout.project(records, on: today, with: reader)
  }
}

extension StoreLayout {
  /// Makes every projection of these records anew.
  func project(
    _ records: [(Subject, FactKindSet)], on today: Day, with reader: RecordReader
  ) throws {
    var rest = records[...].filter { subject, _ in
      projections.contains { $0.projection.subjects == subject.kind }
    }[...]
    let isMany = rest.count >= CurrentFacts.manyRows
    // So many that a server's answers fit well into memory.
    while !rest.isEmpty {
      try project(rest.prefix(100), on: today, with: reader, adding: isMany)
      rest = rest.dropFirst(100)
    }
  }

  private func project(
    _ records: ArraySlice<(Subject, FactKindSet)>, on today: Day, with reader: RecordReader,
    adding isMany: Bool
  ) throws {
    let asked = try records.map { subject, factKinds in
      (
        record: try reader.ask(subject, factKinds: factKinds),
        before: try projections.map {
          $0.projection.subjects == subject.kind
            ? try $0.ask(of: subject.id, self, reader.database) : nil
        }
      )
    }
    var writers = try projections.map {
      try ProjectionWriter($0, self, on: today, adding: isMany, reader.database)
    }
    for one in asked {
      let record = try one.record.read()
      for (index, before) in one.before.enumerated() {
        guard let before else { continue }
        try writers[index].write(record, over: before)
      }
    }
    for writer in writers { try writer.finish() }
  }
}
