/// Which rows of several tables belong to which child, in order of first appearance.
///
/// Children are the same when their identifiers are, letter case aside; leading zeros count.
public struct ChildIndex: Sendable {
  /// Rows without an identifier, for each table.
  public private(set) var rowsWithoutChild: [[Int]] = []

  private var slots = IdentifierSlots()
  /// For each table the rows of the first child, then of the second, and so on.
  private var rows: [[Int32]] = []
  /// For each table where the rows of each child end.
  private var rowEnds: [[Int32]] = []

  /// Groups the rows of tables by the column that holds the child's identifier.
  public init(_ tables: [Table], column: Int = 0) {
    var owners: [[Int32]] = []
    for table in tables {
      var owner: [Int32] = []
      owner.reserveCapacity(table.rowCount)
      var nobody: [Int] = []
      for part in table.parts {
        guard let place = part.columns[column] else {
          // Without the column no row says whose it is.
          nobody += part.firstRow..<(part.firstRow + part.sheet.rowCount)
          owner += Array(repeating: -1, count: part.sheet.rowCount)
          continue
        }
        for row in 0..<part.sheet.rowCount {
          let child = part.sheet.withCell(row: row, column: place) { identifier in
            identifier.isEmpty ? -1 : slots.number(of: identifier)
          }
          if child < 0 { nobody.append(part.firstRow + row) }
          owner.append(child)
        }
      }
      owners.append(owner)
      rowsWithoutChild.append(nobody)
    }
    for owner in owners { group(owner) }
  }

  public var count: Int { slots.ends.count }

  /// The identifier of a child as first received.
  public func identifier(of child: Int) -> String {
    let start = child == 0 ? 0 : slots.ends[child - 1]
    return String(decoding: slots.identifiers[start..<slots.ends[child]], as: UTF8.self)
  }

  /// For each child the number of the same child in another index, or -1.
  public func places(in other: ChildIndex) -> [Int32] {
    var other = other.slots
    let known = Int32(truncatingIfNeeded: other.ends.count)
    return slots.identifiers.withUnsafeBufferPointer { identifiers in
      var start = 0
      return slots.ends.map { end in
        let number = other.number(of: UnsafeBufferPointer(rebasing: identifiers[start..<end]))
        start = end
        return number < known ? number : -1
      }
    }
  }

  /// The number of the child with this identifier, letter case aside; nil where there is none.
  public func number(of identifier: String) -> Int? {
    var slots = slots
    var identifier = identifier
    let number = identifier.withUTF8 { slots.number(of: $0) }
    return number < count ? Int(number) : nil
  }

  /// How many rows a child has in a table.
  public func rowCount(of child: Int, in table: Int) -> Int {
    let start = child == 0 ? 0 : Int(rowEnds[table][child - 1])
    return Int(rowEnds[table][child]) - start
  }

  /// The rows of a child in a table, top to bottom.
  public func rows(of child: Int, in table: Int) -> ArraySlice<Int32> {
    let start = child == 0 ? 0 : Int(rowEnds[table][child - 1])
    return rows[table][start..<Int(rowEnds[table][child])]
  }

  /// Sorts the rows of a table by child, keeping their order.
  private mutating func group(_ owner: [Int32]) {
    var ends = [Int32](repeating: 0, count: count + 1)
    for child in owner where child >= 0 { ends[Int(child) + 1] += 1 }
    for child in 0..<count { ends[child + 1] += ends[child] }
    var sorted = [Int32](repeating: 0, count: Int(ends[count]))
    for (row, child) in owner.enumerated() where child >= 0 {
      sorted[Int(ends[Int(child)])] = Int32(truncatingIfNeeded: row)
      ends[Int(child)] += 1
    }
    ends.removeLast()
    rows.append(sorted)
    rowEnds.append(ends)
  }
}
