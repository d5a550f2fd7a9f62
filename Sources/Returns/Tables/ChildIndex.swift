/// Which rows of several tables belong to which child, in order of first appearance.
///
/// Children are the same when their identifiers are, letter case aside; leading zeros count.
public struct ChildIndex: Sendable {
  /// Rows without an identifier, for each table.
  public private(set) var rowsWithoutChild: [[Int]] = []

  /// All identifiers as first received, one after another.
  private var identifiers: [UInt8] = []
  private var identifierEnds: [Int] = []
  /// For each table the rows of the first child, then of the second, and so on.
  private var rows: [[Int32]] = []
  /// For each table where the rows of each child end.
  private var rowEnds: [[Int32]] = []

  /// Groups the rows of tables by the column that holds the child's identifier.
  public init(_ tables: [Table], column: Int = 0) {
    var slots = IdentifierSlots()
    var owners: [[Int32]] = []
    for table in tables {
      var owner: [Int32] = []
      owner.reserveCapacity(table.rowCount)
      var nobody: [Int] = []
      for part in table.parts {
        guard let place = part.columns[column] else { continue }
        for row in 0..<part.sheet.rowCount {
          let child = part.sheet.withCell(row: row, column: place) { identifier in
            identifier.isEmpty
              ? -1 : slots.number(of: identifier, &identifiers, &identifierEnds)
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

  public var count: Int { identifierEnds.count }

  /// The identifier of a child as first received.
  public func identifier(of child: Int) -> String {
    let start = child == 0 ? 0 : identifierEnds[child - 1]
    return String(decoding: identifiers[start..<identifierEnds[child]], as: UTF8.self)
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

/// A hash table from identifiers to numbers that keeps no string.
private struct IdentifierSlots {
  private var slots = [Int32](repeating: -1, count: 1024)
  private var hashes: [UInt32] = []
  private var last: Int32 = -1

  mutating func number(
    of identifier: UnsafeBufferPointer<UInt8>, _ all: inout [UInt8], _ ends: inout [Int]
  ) -> Int32 {
    // Rows of one child mostly stand together.
    if last >= 0, IdentifierSlots.isSame(identifier, last, all, ends) { return last }
    var hash: UInt32 = 2_166_136_261
    for byte in identifier { hash = (hash ^ UInt32(IdentifierSlots.folded(byte))) &* 16_777_619 }
    hash ^= hash >> 15
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] >= 0 {
      let child = slots[slot]
      if hashes[Int(child)] == hash, IdentifierSlots.isSame(identifier, child, all, ends) {
        last = child
        return child
      }
      slot = (slot + 1) & mask
    }
    let child = Int32(truncatingIfNeeded: ends.count)
    slots[slot] = child
    hashes.append(hash)
    all += identifier
    ends.append(all.count)
    if hashes.count * 2 > slots.count { grow() }
    last = child
    return child
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    for (child, hash) in hashes.enumerated() {
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: child)
    }
  }

  private static func isSame(
    _ identifier: UnsafeBufferPointer<UInt8>, _ child: Int32, _ all: [UInt8], _ ends: [Int]
  ) -> Bool {
    let start = child == 0 ? 0 : ends[Int(child) - 1]
    guard ends[Int(child)] - start == identifier.count else { return false }
    for place in 0..<identifier.count
    where folded(identifier[place]) != folded(all[start + place]) { return false }
    return true
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (0x61...0x7A).contains(byte) ? byte & 0xDF : byte
  }
}
