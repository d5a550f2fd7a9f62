import CivilTime

/// Who works with a family over the years: in each team one worker after another.
struct FamilyWorkers {
  struct Turn {
    let from: Day
    let worker: Int
    /// Why this worker took over (SSDA903 SW_REASON).
    let reason: String
  }

  private var turns: [Work: [Turn]] = [:]

  init(
    locality: Int, from first: Day, to last: Day, changesAYear: Double, random: inout SeededRandom
  ) {
    for work in Work.allCases {
      var current = random.below(work.staff)
      var turns = [
        Turn(
          from: first, worker: Staff.number(current, in: work, locality: locality),
          reason: "FCONTA")
      ]
      var day = first
      while true {
        let years = -PortableMath.logarithm(1 - random.unit()) / changesAYear
        day = day + max(Int(years * 365), 14)
        guard day < last else { break }
        current = (current + 1 + random.below(work.staff - 1)) % work.staff
        turns.append(
          Turn(
            from: day, worker: Staff.number(current, in: work, locality: locality),
            reason: Self.reasons?.draw(&random) ?? "OTHERS"))
      }
      self.turns[work] = turns
    }
  }

  /// No figure is published; a guess.
  private static let reasons = Choices([
    ("LEFTRL", 0.42), ("MANAGE", 0.25), ("ORGRST", 0.08), ("ABSENC", 0.14), ("CHCHAN", 0.03),
    ("PCCHAN", 0.03), ("OTHERS", 0.05),
  ])

  /// The turns of a team that touch a stretch, the first one holding its first day.
  func turns(_ work: Work, in stretch: Stretch) -> ArraySlice<Turn> {
    let turns = turns[work] ?? []
    let first = turns.lastIndex { $0.from <= stretch.from } ?? 0
    let end = turns.firstIndex { $0.from >= stretch.to } ?? turns.count
    return turns[first..<max(end, min(first + 1, turns.count))]
  }

  func worker(_ work: Work, on day: Day) -> Int {
    turns(work, in: Stretch(from: day, to: day + 1)).first?.worker ?? 0
  }
}
