import CareRecord
import Secrets

extension ProjectionPart {
  private var columns: [ProjectionColumn] { key + amounts.map { ProjectionColumn($0, .integer) } }

  /// The sum of the rows that are there; those whose amounts are zero say nothing.
  func held(
    by hash: UnorderedHash, of authority: Authority, in database: StoreConnection
  ) throws -> UnorderedSum {
    let list = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let rows = try PreparedStatement(
      database, "SELECT \(list) FROM \(name) WHERE authority = ?", sweeping: true)
    rows.bind(authority.number, at: 1)
    var (sum, bytes) = (UnorderedSum(), RowBytes())
    while try rows.step() {
      let places = key.count..<columns.count
      if !places.isEmpty, places.allSatisfy({ rows.integer(Int32($0)) == 0 }) { continue }
      bytes.removeAll()
      for (index, column) in columns.enumerated() {
        bytes.add(rows.value(Int32(index), column.cellStorage))
      }
      sum.add(hash.of(bytes.all))
    }
    return sum
  }

  /// The sum of rows that it must have.
  func sum(of rows: PartRows, by hash: UnorderedHash) -> UnorderedSum {
    var (sum, bytes) = (UnorderedSum(), RowBytes())
    for (key, amounts) in rows.changed {
      bytes.removeAll()
      for cell in key { bytes.add(cell) }
      for amount in amounts { bytes.add(amount) }
      sum.add(hash.of(bytes.all))
    }
    return sum
  }

  /// Puts rows in place of all that are there.
  func replace(
    with rows: PartRows, of authority: Authority, in database: StoreConnection
  ) throws {
    try database.run("DELETE FROM \(name) WHERE authority = ?", authority.number)
    let add = try PreparedStatement(
      adding: database, to: name, ["authority"] + columns.map(\.name))
    // In the order of their keys, as they lie in the table.
    for (key, amounts) in rows.changed.sorted(by: { $0.key.precedes($1.key) }) {
      add.bind([.integer(Int64(authority.number))] + key + amounts.map(Cell.integer))
      try add.run()
    }
  }
}

extension [Cell] {
  /// Column after column, as keys lie in a table.
  fileprivate func precedes(_ other: [Cell]) -> Bool {
    for (left, right) in zip(self, other) where left != right {
      switch (left, right) {
      case (.integer(let left), .integer(let right)): return left < right
      case (.text(let left), .text(let right)): return left < right
      default: return false
      }
    }
    return false
  }
}

extension ProjectionColumn {
  /// How its values are read.
  var cellStorage: CellStorage { storage == .integer ? .integer : .text }
}
