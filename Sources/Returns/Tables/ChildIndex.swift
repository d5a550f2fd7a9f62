/// Which rows of several tables belong to which child, in order of first appearance.
///
/// Children are the same when their identifiers are, letter case aside; leading zeros count.
public struct ChildIndex: Sendable {
  /// Rows without an identifier, for each table.
  public private(set) var rowsWithoutChild: [[Int]] = []

  private var slots = IdentifierSlots()
  private var tables: [RowsByChild] = []

  /// Groups the rows of tables by the column that holds the child's identifier.
  public init(_ tables: [Table], column: Int = 0) {
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
      rowsWithoutChild.append(nobody)
      self.tables.append(RowsByChild(owner, children: slots.count))
    }
  }

  public var count: Int { slots.count }

  /// The identifier of a child as first received.
  public func identifier(of child: Int) -> String {
    String(decoding: slots.identifiers[slots.place(of: child)], as: UTF8.self)
  }

  /// For each child the number of the same child in another index, or -1.
  public func places(in other: ChildIndex) -> [Int32] {
    var last: Int32 = -1
    return slots.identifiers.withUnsafeBufferPointer { identifiers in
      (0..<count).map { child in
        let identifier = UnsafeBufferPointer(rebasing: identifiers[slots.place(of: child)])
        guard let number = other.slots.known(identifier, after: last) else { return -1 }
        last = number
        return number
      }
    }
  }

  /// The number of the child with this identifier, letter case aside; nil where there is none.
  public func number(of identifier: String) -> Int? {
    var identifier = identifier
    return identifier.withUTF8 { slots.known($0) }.map { Int($0) }
  }

  /// How many rows a child has in a table.
  public func rowCount(of child: Int, in table: Int) -> Int {
    tables[table].places(of: child).count
  }

  /// The rows of a child in a table, top to bottom.
  public func rows(of child: Int, in table: Int) -> ArraySlice<Int32> {
    tables[table].rows(of: child)
  }
}

/// The rows of one table sorted by child.
private struct RowsByChild: Sendable {
  /// The rows of the first child, then of the second, and so on.
  private let rows: [Int32]
  /// Where the rows of each child end; children first met in later tables have none.
  private let ends: [Int32]

  /// - Parameters:
  ///   - owner: The number of the child of each row, or -1.
  ///   - children: How many children there are so far.
  init(_ owner: [Int32], children: Int) {
    guard !owner.isEmpty else {
      rows = []
      ends = []
      return
    }
    var ends = [Int32](repeating: 0, count: children + 1)
    for child in owner where child >= 0 { ends[Int(child) + 1] += 1 }
    for child in 0..<children { ends[child + 1] += ends[child] }
    var sorted = [Int32](repeating: 0, count: Int(ends[children]))
    for (row, child) in owner.enumerated() where child >= 0 {
      sorted[Int(ends[Int(child)])] = Int32(truncatingIfNeeded: row)
      ends[Int(child)] += 1
    }
    ends.removeLast()
    rows = sorted
    self.ends = ends
  }

  @inline(__always)
  func places(of child: Int) -> Range<Int> {
    guard child < ends.count else { return 0..<0 }
    return (child == 0 ? 0 : Int(ends[child - 1]))..<Int(ends[child])
  }

  @inline(__always)
  func rows(of child: Int) -> ArraySlice<Int32> { rows[places(of: child)] }
}
