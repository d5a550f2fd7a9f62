import Statistics
import Testing

@Suite struct SuppressedTableTests {
  private func shown(_ cells: [SuppressedTable.Cell]) -> [Int?] {
    cells.map { if case .shown(let count) = $0 { count } else { nil } }
  }

  @Test func large_counts_and_noughts_are_shown() throws {
    let table = try #require(SuppressedTable([[10, 0, 6], [20, 30, 40]]))
    #expect(table.cells.map(shown) == [[10, 0, 6], [20, 30, 40]])
    #expect(shown(table.rowTotals) == [16, 90])
    #expect(shown(table.columnTotals) == [30, 30, 46])
    #expect(table.total == .shown(106))
  }

  @Test func one_small_count_takes_three_others_with_it() throws {
    let table = try #require(SuppressedTable([[3, 10, 60], [20, 30, 40], [50, 70, 80]]))
    #expect(table.cells.map(shown) == [[nil, nil, 60], [nil, nil, 40], [50, 70, 80]])
    #expect(shown(table.rowTotals) == [73, 90, 200])
    #expect(table.total == .shown(363))
  }

  @Test func two_hidden_ones_that_can_only_be_one_and_one_are_not_enough() throws {
    let table = try #require(SuppressedTable([[1, 1, 9], [1, 1, 9]]))
    for row in table.cells { #expect(row.contains(.hidden)) }
    // A row of 11 with a 9 would give the other two away.
    #expect(table.cells.allSatisfy { $0[2] == .hidden } || table.rowTotals.contains(.hidden))
  }

  @Test func a_lone_list_hides_its_second_smallest() throws {
    let table = try #require(SuppressedTable([[2, 40, 7, 300]]))
    #expect(shown(table.cells[0]) == [nil, 40, nil, 300])
    #expect(shown(table.rowTotals) == [349])
  }

  @Test func a_lone_small_count_is_hidden_with_its_totals() throws {
    let table = try #require(SuppressedTable([[4]]))
    #expect(table.cells == [[.hidden]])
    #expect(table.total == .hidden)
    #expect(SuppressedTable([]) == nil)
    #expect(SuppressedTable([[]]) == nil)
    #expect(SuppressedTable([[1, 2], [3]]) == nil)
    #expect(SuppressedTable([[-1]]) == nil)
    #expect(try #require(SuppressedTable([[4]], hiding: 1...3)).total == .shown(4))
  }

  /// Tries every table that agrees with what is shown: each hidden cell has more than one value.
  @Test func nothing_hidden_can_be_worked_out() throws {
    var random = Draws(state: 5)
    for _ in 0..<150 {
      let counts = (0..<2).map { _ in (0..<3).map { _ in random.next(9) } }
      let table = try #require(SuppressedTable(counts))
      let hidden = (0..<6).filter { table.cells[$0 / 3][$0 % 3] == .hidden }
      // The tables with more hidden cells take too long to try.
      guard hidden.count < 5 else { continue }
      var found = [Set<Int>](repeating: [], count: 6)
      var values = counts.flatMap { $0 }
      tryAll(hidden[...], &values, counts, table, &found)
      for place in hidden {
        #expect(found[place].count > 1, "\(counts): \(table.cells)")
      }
    }
  }

  private func tryAll(
    _ hidden: ArraySlice<Int>, _ values: inout [Int], _ counts: [[Int]], _ table: SuppressedTable,
    _ found: inout [Set<Int>]
  ) {
    guard let place = hidden.first else {
      if agrees(values, counts, table) { for place in 0..<6 { found[place].insert(values[place]) } }
      return
    }
    for value in min(1, counts[place / 3][place % 3])...9 {
      values[place] = value
      // Once a row is complete its total must hold.
      if hidden.count > 1, place < 3, hidden.dropFirst().first ?? 3 >= 3,
        case .shown(let total) = table.rowTotals[0], values[0..<3].reduce(0, +) != total
      {
        continue
      }
      tryAll(hidden.dropFirst(), &values, counts, table, &found)
    }
    values[place] = counts[place / 3][place % 3]
  }

  /// Whether all totals are as shown, and hidden ones hold somebody, unless they do not.
  private func agrees(_ values: [Int], _ counts: [[Int]], _ table: SuppressedTable) -> Bool {
    let actual = counts.flatMap { $0 }
    func holds(_ cell: SuppressedTable.Cell, _ places: [Int]) -> Bool {
      let sum = places.reduce(0) { $0 + values[$1] }
      if case .shown(let count) = cell { return sum == count }
      return sum >= min(1, places.reduce(0) { $0 + actual[$1] })
    }
    let rows = [[0, 1, 2], [3, 4, 5]]
    let columns = [[0, 3], [1, 4], [2, 5]]
    return zip(table.rowTotals, rows).allSatisfy { holds($0, $1) }
      && zip(table.columnTotals, columns).allSatisfy { holds($0, $1) }
      && holds(table.total, Array(0..<6))
  }

  private struct Draws {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }
}
