import CivilTime
import Statistics

/// Who has fewer, who has more, how much of it could be chance, and what else changed there.
public struct ChangeBetweenYears: Hashable, Sendable {
  public let question: ChangeQuestion
  /// In the order of `PublishedFigures.areas`.
  public let changes: [AuthorityChange]
  /// Those that cannot be compared, and why.
  public let leftOut: [LeftOut]
  /// England as printed in the two years.
  public let englandBefore: Figure
  public let englandAfter: Figure
  /// The children who live in England, for its rates; nil where they are not known.
  public let englandPopulationBefore: Population?
  public let englandPopulationAfter: Population?
  public let caveats = ChangeCaveat.allCases

  public struct LeftOut: Hashable, Sendable {
    public let area: Area
    public let reason: Reason

    public enum Reason: Hashable, Sendable {
      /// It was not there in this year; where its area is compared under another name, that is said.
      case notThere(year: Int)
      case missing(year: Int, MissingCode)
      case notPublished(year: Int)
      /// Its area changed in between, and not all the figures to put it together are there.
      case areaChanged(BoundaryChange)
    }
  }

  /// Those that went this way.
  public func changes(_ direction: AuthorityChange.Direction) -> [AuthorityChange] {
    changes.filter { $0.direction == direction }
  }

  /// Those that went this way and are more than chance.
  public func beyondChance(_ direction: AuthorityChange.Direction) -> [AuthorityChange] {
    changes.filter { $0.direction == direction && $0.isMoreThanChance }
  }
}

extension PublishedFigures {
  /// The measures set beside a change, where both years have them.
  private static let beside = [
    "lookedAfter", "startedCare", "ceasedCare", "referrals", "inNeed", "startedPlans", "onPlans",
    "workersInPost", "agencyWorkers", "vacancies",
  ]
  /// Printed as rates, which cannot be added up where authorities are put together.
  private static let besideAlone = [
    "vacancyRateAsPrinted", "agencyRateAsPrinted", "turnoverAsPrinted", "caseloadAsPrinted",
  ]

  /// Compares two years, authority by authority.
  public func changes(_ question: ChangeQuestion) -> ChangeBetweenYears {
    let crossed = boundaryChanges.filter { $0.lies(between: question.from, and: question.to) }
    let moved = crossed.filter { $0.children == .moved }
    var changes: [AuthorityChange] = []
    var leftOut: [ChangeBetweenYears.LeftOut] = []
    var together = Set<BoundaryChange>()
    for area in authorities() {
      if let change = moved.first(where: { ($0.from + $0.to).contains(area.code) }) {
        let before = change.from.compactMap { self.area($0) }
        let after = change.to.compactMap { self.area($0) }
        if together.contains(change) { continue }
        if case .success(let joined) = compare(before, after, question, crossed) {
          together.insert(change)
          changes.append(joined)
        } else {
          leftOut.append(.init(area: area, reason: .areaChanged(change)))
        }
        continue
      }
      switch compare([area], [area], question, crossed) {
      case .success(let change): changes.append(change)
      case .failure(let reason):
        // What was there in neither year was never in question.
        if area.exists(inYearEnding: question.from) || area.exists(inYearEnding: question.to) {
          leftOut.append(.init(area: area, reason: reason))
        }
      }
    }
    mark(&changes, question)
    let england = series(
      of: question.measure, for: Self.englandCode, edition: question.edition)
    return ChangeBetweenYears(
      question: question, changes: changes, leftOut: leftOut,
      englandBefore: england[question.from], englandAfter: england[question.to],
      englandPopulationBefore: population(of: Self.englandCode, forYearEnding: question.from),
      englandPopulationAfter: population(of: Self.englandCode, forYearEnding: question.to))
  }

  /// Decides which changes are more than chance, all authorities together.
  private func mark(_ changes: inout [AuthorityChange], _ question: ChangeQuestion) {
    let adjusted = FalseDiscovery.adjusted(changes.map(\.pValue))
    // The largest p-value that is still taken for real is the threshold that the others had to meet.
    let threshold = zip(changes, adjusted)
      .filter { ($0.1 ?? 1) <= question.falseDiscoveryRate }
      .compactMap(\.0.pValue).max()
    for place in changes.indices {
      changes[place].adjustedPValue = adjusted[place]
      changes[place].isMoreThanChance = (adjusted[place] ?? 1) <= question.falseDiscoveryRate
      if changes[place].isMoreThanChance, let threshold {
        changes[place].dispersionWithstood = comparison(changes[place], question.comparing)?
          .dispersionWithstood(at: threshold)
      }
    }
    let others = changes.map {
      comparison($0, question.comparing.other)?.pValue(dispersion: question.dispersion)
    }
    for (place, adjusted) in FalseDiscovery.adjusted(others).enumerated() {
      guard let pValue = others[place], let adjusted else { continue }
      changes[place].otherVerdict = .init(
        pValue: pValue, adjustedPValue: adjusted,
        isMoreThanChance: adjusted <= question.falseDiscoveryRate)
    }
  }

  private func compare(
    _ before: [Area], _ after: [Area], _ question: ChangeQuestion, _ crossed: [BoundaryChange]
  ) -> Result<AuthorityChange, ChangeBetweenYears.LeftOut.Reason> {
    let isSame = before == after
    func held(_ measure: String) -> (before: [YearSeries], after: [YearSeries]) {
      func series(_ areas: [Area]) -> [YearSeries] {
        areas.map { self.series(of: measure, for: $0.code, edition: question.edition) }
      }
      let first = series(before)
      return (first, isSame ? first : series(after))
    }
    let counted = held(question.measure)
    for (areas, series, year) in [
      (before, counted.before, question.from), (after, counted.after, question.to),
    ] {
      guard areas.allSatisfy({ $0.exists(inYearEnding: year) }) else {
        return .failure(.notThere(year: year))
      }
      switch Self.sum(series, year) {
      case .missing(let code): return .failure(.missing(year: year, code))
      case .notPublished: return .failure(.notPublished(year: year))
      case .number: break
      }
    }
    guard let countBefore = Self.sum(counted.before, question.from).number,
      let countAfter = Self.sum(counted.after, question.to).number
    else { return .failure(.notPublished(year: question.from)) }
    let one = population(before, question.from)
    let two = population(after, question.to)
    let codes = Set((before + after).map(\.code))
    var change = AuthorityChange(
      before: before, after: after, countBefore: countBefore, countAfter: countAfter,
      populationBefore: one, populationAfter: two,
      direction: Self.direction(
        question.comparing == .rates && one != nil && two != nil
          ? (countAfter / (two?.number ?? 1)) - (countBefore / (one?.number ?? 1))
          : countAfter - countBefore),
      ratioOfCounts: Self.comparison(countBefore, .one, countAfter, .one)?.ratio(),
      ratioOfRates: Self.comparison(countBefore, one, countAfter, two)?.ratio(), pValue: nil,
      path: (question.from...question.to).map { year in
        let there = before.allSatisfy { $0.exists(inYearEnding: year) }
        return .init(
          year: year, figure: Self.sum(there ? counted.before : counted.after, year))
      },
      boundaryChanges: crossed.filter { !codes.isDisjoint(with: $0.from + $0.to) },
      beside: (Self.beside + (before.count + after.count == 2 ? Self.besideAlone : []))
        .filter { $0 != question.measure }.compactMap { measure in
          let series = held(measure)
          let then = Self.sum(series.before, question.from)
          let later = Self.sum(series.after, question.to)
          if then == .notPublished || later == .notPublished { return nil }
          return .init(measure: measure, before: then, after: later)
        },
      judgementBefore: judgement(of: before, year: question.from),
      judgementAfter: judgement(of: after, year: question.to),
      judgementsBetween: judgements(of: codes, from: question.from, to: question.to))
    change.pValue = comparison(change, question.comparing)?
      .pValue(dispersion: question.dispersion)
    return .success(change)
  }

  private func comparison(_ change: AuthorityChange, _ comparing: ChangeQuestion.Comparing)
    -> CountComparison?
  {
    switch comparing {
    case .rates:
      Self.comparison(
        change.countBefore, change.populationBefore, change.countAfter, change.populationAfter)
    case .counts:
      Self.comparison(change.countBefore, .one, change.countAfter, .one)
    }
  }

  private static func comparison(
    _ before: Double, _ one: Population?, _ after: Double, _ two: Population?
  ) -> CountComparison? {
    guard let one, let two, let first = Int(exactly: before), let second = Int(exactly: after),
      let earlier = EventRate(first, among: one.number),
      let later = EventRate(second, among: two.number)
    else { return nil }
    return CountComparison(from: earlier, to: later)
  }

  private static func direction(_ difference: Double) -> AuthorityChange.Direction {
    difference < 0 ? .fell : difference > 0 ? .rose : .same
  }

  /// A measure of several areas together; a code where any has one.
  private static func sum(_ series: [YearSeries], _ year: Int) -> Figure {
    var sum = 0.0
    for one in series {
      let figure = one[year]
      guard let number = figure.number else { return figure }
      sum += number
    }
    return .number(sum)
  }

  private func population(_ areas: [Area], _ year: Int) -> Population? {
    let known = areas.compactMap { population(of: $0.code, forYearEnding: year) }
    guard known.count == areas.count else { return nil }
    return Population(
      number: known.reduce(0) { $0 + $1.number }, isDrawnIn: known.contains(where: \.isDrawnIn))
  }

  private func judgements(of codes: Set<String>, from: Int, to: Int) -> [Judgement] {
    guard let first = Day(year: from, month: 3, day: 31),
      let last = Day(year: to, month: 3, day: 31)
    else { return [] }
    return codes.flatMap { judgements(of: $0) }
      .filter { first < $0.published && $0.published <= last }
      .sorted { ($0.published, $0.area) < ($1.published, $1.area) }
  }

  /// The judgement in force on 31 March, where there is one authority.
  private func judgement(of areas: [Area], year: Int) -> Judgement? {
    guard areas.count == 1, let area = areas.first,
      let day = Day(year: year, month: 3, day: 31)
    else { return nil }
    return judgement(of: area.code, on: day)
  }
}

extension Population {
  init(number: Double, isDrawnIn: Bool) {
    self.number = number
    self.isDrawnIn = isDrawnIn
  }

  /// Counts are compared as if the same children had lived there.
  fileprivate static let one = Population(number: 1, isDrawnIn: false)
}

extension ChangeBetweenYears.LeftOut.Reason: Error {}
