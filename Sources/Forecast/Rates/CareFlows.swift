/// Who came, who moved and who left, month by month, counted from one month's end to the next.
struct CareFlows: Sendable {
  /// Months counted, the oldest first.
  let months: [MonthFlow]
  /// Children in care at the last month's end, by cell.
  let stock: [Double]
  /// Of those who left, by band of age: how many, and how many of them went home to parents.
  private(set) var left = [Double](repeating: 0, count: AgeBand.allCases.count)
  private(set) var wentHome = [Double](repeating: 0, count: AgeBand.allCases.count)
  /// Moves of those who stayed, weighted: [band][from][to], the same home included.
  private(set) var moves: [Double]
  /// Those who came, weighted: [age in years][home].
  private(set) var mix: [Double]

  struct MonthFlow: Sendable {
    let month: Month
    /// At its beginning.
    var total = 0
    var entrants = 0
    /// Those who could leave (not turning 18), and those of them who did, by `RateCell`.
    var atRisk = [Int](repeating: 0, count: RateCell.count)
    var leavers = [Int](repeating: 0, count: RateCell.count)
    /// All who were no longer there at its end, those who turned 18 included.
    var gone = 0
  }

  /// - Parameter halfLife: after how many months what happened counts half as much.
  init(_ history: CareHistory, halfLife: Double) {
    let first = history.first
    let count = history.monthCount
    var months = (0..<count).map { MonthFlow(month: first + ($0 + 1)) }
    var stock = [Double](repeating: 0, count: Cell.count)
    let weights = (0..<count).map { Recency.weight(monthsAgo: count - 1 - $0, halfLife: halfLife) }
    moves = [Double](
      repeating: 0, count: AgeBand.allCases.count * Cell.homes * Cell.homes)
    mix = [Double](repeating: 0, count: 18 * Cell.homes)
    for child in history.children {
      var stay = 0
      var before: Cell?
      let begin = max(child.stays[0].from, first.end)
      guard Month(begin) <= history.last else { continue }
      for number in Month(begin).number...history.last.number {
        let month = Month(number: number)
        let day = month.end
        while stay + 1 < child.stays.count, child.stays[stay + 1].from <= day { stay += 1 }
        let current = child.stays[stay]
        let isThere = current.from <= day && (current.to.map { $0 > day } ?? true)
        let now = isThere ? child.cell(current, month) : nil
        defer { before = now }
        if month == history.last, let now { stock[now.index] += 1 }
        // The first month's end only says who is there.
        guard month > first else { continue }
        let place = month - first - 1
        guard let before else {
          if let now {
            months[place].entrants += 1
            mix[(now.age / 12) * Cell.homes + now.home.rawValue] += weights[place]
          }
          continue
        }
        months[place].total += 1
        if now == nil { months[place].gone += 1 }
        guard before.age + 1 < Cell.ages else { continue }
        let rate = RateCell(before)
        months[place].atRisk[rate.index] += 1
        if let now {
          let row = rate.band.rawValue * Cell.homes + before.home.rawValue
          moves[row * Cell.homes + now.home.rawValue] += weights[place]
        } else {
          months[place].leavers[rate.index] += 1
          left[rate.band.rawValue] += weights[place]
          if current.endedAtHome { wentHome[rate.band.rawValue] += weights[place] }
        }
        if now == nil, stay + 1 >= child.stays.count { break }
      }
    }
    self.months = months
    self.stock = stock
  }
}

/// What leaving depends on: age, kind of home, length of care.
struct RateCell: Hashable, Sendable {
  let band: AgeBand
  let home: HomeKind
  let length: LengthOfCare

  static let count = AgeBand.allCases.count * Cell.homes * Cell.lengths

  init(_ cell: Cell) {
    band = AgeBand(months: cell.age)
    home = cell.home
    length = cell.length
  }

  var index: Int {
    (band.rawValue * Cell.homes + home.rawValue) * Cell.lengths + length.rawValue
  }

  static func parts(_ index: Int) -> (band: Int, home: Int, length: Int) {
    (index / (Cell.homes * Cell.lengths), index / Cell.lengths % Cell.homes, index % Cell.lengths)
  }
}
