import CareRecord
import CivilTime

/// The current facts of one kind in one record, read from the bodies of the log where they lie.
final class ReplayedFacts: FactRows {
  private var heads: [FactRowHead] = []
  private var values: [StoredValue] = []
  private var width = 0
  private var at = -1
  /// Lives as long as the values.
  private let unescaped = UnescapedTexts()

  /// - Parameter width: how many fields a fact of this kind has
  func begin(_ width: Int) {
    heads.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    self.width = width
    at = -1
  }

  /// Adds a fact.
  /// - Returns: its body as this version of Kith writes it, and its values, one for each field
  /// - Throws: what `FactBody.fact` does, where the body cannot be read
  func add(
    _ link: ChainBatch.Link, _ written: UnsafeBufferPointer<UInt8>, of table: FactTable
  ) throws -> (body: UnsafeBufferPointer<UInt8>, values: ArraySlice<StoredValue>) {
    let first = values.count
    var body = written
    if link.schema != table.type.kind.schema || !read(body, table) {
      let fact = try FactBody.fact(table.type, from: Array(written), schema: link.schema)
      body = unescaped.keep(FactBody.json(fact.cells, of: table.fields))
      guard read(body, table) else {
        throw DatabaseTrouble(
          .damaged, "the body of fact \(FactID(raw: link.fact).text) cannot be read")
      }
    }
    heads.append(
      FactRowHead(
        id: FactID(raw: link.fact), version: Int(link.version),
        known: Instant(milliseconds: link.known)))
    return (body, values[first...])
  }

  private func read(_ body: UnsafeBufferPointer<UInt8>, _ table: FactTable) -> Bool {
    FactBody.read(body, table.fields, into: &values, unescaped: unescaped)
  }

  func next() -> FactRowHead? {
    at += 1
    return at < heads.count ? heads[at] : nil
  }

  func value(of field: Int) -> StoredValue { values[at * width + field] }
}
