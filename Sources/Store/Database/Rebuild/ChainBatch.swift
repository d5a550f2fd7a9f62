import CareRecord

/// What the log says of some records, whole chains one after the other, for another thread to work on.
struct ChainBatch: Sendable {
  /// An entry in a record's chain.
  struct Link: Sendable {
    /// The place of its kind among the tables of facts; -1 for a kind without a table.
    let table: Int
    let fact: Int64
    let version: Int64
    let schema: Int
    let known: Int64
    /// Where its body lies among the bytes; nil where the fact was withdrawn or destroyed, or belongs to
    /// the record no longer.
    let body: Range<Int>?
  }

  struct Record: Sendable {
    let subject: Subject
    /// The end of its chain.
    var sequence: Int64
    var hash: Range<Int>
    /// In the order of the chain.
    var links: Range<Int>
  }

  var records: [Record] = []
  var links: [Link] = []
  var bytes: [UInt8] = []

  /// Whether it is worth handing over.
  var isFull: Bool { links.count >= 8_000 || bytes.count >= 8 << 20 }
}

/// Reads the log record by record, each chain from its first link to its last.
final class ChainSweep {
  private let links: PreparedStatement
  private let kinds: [[UInt8]]
  private var hasLink: Bool

  init(_ database: StoreConnection, _ layout: StoreLayout) throws {
    kinds = layout.tables.all.map { Array($0.type.kind.name.utf8) }
    links = try PreparedStatement(
      database,
      """
      SELECT l.record, l.record_kind, l.sequence, l.hash, c.kind, c.fact, c.version, c.schema, c.known,
        CASE WHEN l.linked = 1 THEN c.body END
      FROM chain l JOIN change c USING (authority, position)
      WHERE authority = ? ORDER BY l.record, l.sequence
      """, sweeping: true)
    links.bind([layout.key])
    hasLink = try links.step()
  }

  deinit { links.reset() }

  /// The next records; nil after the last.
  func next() throws -> ChainBatch? {
    var batch = ChainBatch()
    batch.links.reserveCapacity(8_200)
    while hasLink, !batch.isFull { try addRecord(to: &batch) }
    return batch.records.isEmpty ? nil : batch
  }

  private func addRecord(to batch: inout ChainBatch) throws {
    let id = links.integer(0)
    // A number that no kind has stands for a child here, and the check of the log finds it.
    let kind = SubjectKind(rawValue: Int(links.integer(1))) ?? .child
    let first = batch.links.count
    var end: (sequence: Int64, hash: Range<Int>)
    repeat {
      end = (links.integer(2), batch.keep(links.bytes(3)))
      batch.links.append(
        ChainBatch.Link(
          table: place(of: links.textBytes(4)), fact: links.integer(5),
          version: links.integer(6), schema: Int(links.integer(7)), known: links.integer(8),
          body: links.isNull(9) ? nil : batch.keep(links.textBytes(9))))
      hasLink = try links.step()
    } while hasLink && links.integer(0) == id
    batch.records.append(
      ChainBatch.Record(
        subject: Subject(kind, SubjectID(raw: id)), sequence: end.sequence, hash: end.hash,
        links: first..<batch.links.count))
  }

  private func place(of kind: UnsafeBufferPointer<UInt8>) -> Int {
    kinds.firstIndex { $0.count == kind.count && $0.elementsEqual(kind) } ?? -1
  }
}

extension ChainBatch {
  fileprivate mutating func keep(_ more: some Collection<UInt8>) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: more)
    return start..<bytes.count
  }
}
