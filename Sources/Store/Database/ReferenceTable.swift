import CareRecord
import CivilTime
import Secrets

/// The tables of reference data, within one transaction.
struct ReferenceTable {
  let database: StoreConnection
  let authority: Authority

  private var number: Cell { .integer(Int64(authority.number)) }

  func lists() throws -> [ReferenceList] {
    let select = try PreparedStatement(
      database,
      """
      SELECT kind, name, rows, size, digest, received_at, received_by, refused, refusals
      FROM reference_list WHERE authority = ? ORDER BY kind
      """)
    select.bind([number])
    var lists: [ReferenceList] = []
    while try select.step() {
      lists.append(
        ReferenceList(
          kind: select.text(0), name: select.text(1), rows: Int(select.integer(2)),
          size: Int(select.integer(3)), digest: select.text(4),
          receivedAt: Instant(milliseconds: select.integer(5)), receivedBy: select.text(6),
          refused: Int(select.integer(7)),
          refusals: select.text(8).split(separator: "\n").map(String.init)))
    }
    return lists
  }

  /// Replaces the list of a kind.
  func keep(_ list: ReferenceList, pieces: (Int) -> [UInt8]?) throws -> ReferenceList {
    try forgetPieces(of: list.kind)
    let insert = try PreparedStatement(
      database,
      "INSERT INTO reference_piece (authority, kind, number, bytes) VALUES (?, ?, ?, ?)")
    var hash = Hash()
    var size = 0
    var place = 0
    while let piece = pieces(place) {
      hash.update(piece)
      size += piece.count
      insert.bind([number, .text(list.kind), .integer(Int64(place))])
      insert.bind(piece, at: 4)
      try insert.run()
      place += 1
    }
    let kept = ReferenceList(
      kind: list.kind, name: list.name, rows: list.rows, size: size,
      digest: Hexadecimal.text(hash.digest()), receivedAt: list.receivedAt,
      receivedBy: list.receivedBy, refused: list.refused, refusals: list.refusals)
    try write(kept)
    return kept
  }

  func forget(_ kind: String) throws {
    try forgetPieces(of: kind)
    let delete = try PreparedStatement(
      database, "DELETE FROM reference_list WHERE authority = ? AND kind = ?")
    delete.bind([number, .text(kind)])
    try delete.run()
  }

  private func forgetPieces(of kind: String) throws {
    let delete = try PreparedStatement(
      database, "DELETE FROM reference_piece WHERE authority = ? AND kind = ?")
    delete.bind([number, .text(kind)])
    try delete.run()
  }

  private func write(_ list: ReferenceList) throws {
    let write = try PreparedStatement(
      database,
      """
      INSERT INTO reference_list (authority, kind, name, rows, size, digest, received_at,
        received_by, refused, refusals)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (authority, kind) DO UPDATE SET name = excluded.name, rows = excluded.rows,
        size = excluded.size, digest = excluded.digest, received_at = excluded.received_at,
        received_by = excluded.received_by, refused = excluded.refused,
        refusals = excluded.refusals
      """)
    write.bind([
      number, .text(list.kind), .text(list.name), .integer(Int64(list.rows)),
      .integer(Int64(list.size)), .text(list.digest), .integer(list.receivedAt.milliseconds),
      .text(list.receivedBy), .integer(Int64(list.refused)),
      .text(list.refusals.map { $0.replacing("\n", with: " ") }.joined(separator: "\n")),
    ])
    try write.run()
  }

  func read(_ kind: String, _ body: (UnsafeRawBufferPointer) -> Void) throws {
    let select = try PreparedStatement(
      database,
      "SELECT bytes FROM reference_piece WHERE authority = ? AND kind = ? ORDER BY number")
    select.bind([number, .text(kind)])
    while try select.step() { select.bytes(0).withUnsafeBytes(body) }
  }
}
