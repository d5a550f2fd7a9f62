import CivilTime
import HTML
public import Published
import Statistics

/// Who has fewer children in care, how much of it could be chance, and what else changed there.
public struct FewerPage: Sendable {
  let question: FewerQuestion
  /// Nil where the question cannot be asked.
  let found: ChangeBetweenYears?
  let opened: Opened?
  /// Every authority that can be opened, by name.
  let authorities: [Choice]

  /// One authority looked at by itself.
  struct Opened: Sendable {
    let area: Area
    let change: AuthorityChange?
    let leftOut: ChangeBetweenYears.LeftOut?
    /// The population that the rate of each year of the path is reckoned on.
    let populations: [Int: Population]
  }

  public init(_ question: FewerQuestion, figures: PublishedFigures) {
    self.question = question
    authorities = figures.authorityChoices
    let found = question.isRefused ? nil : figures.changes(question.asked)
    self.found = found
    guard let found, let code = question.authority, let area = figures.area(code) else {
      opened = nil
      return
    }
    let change = found.changes.first { ($0.before + $0.after).contains { $0.code == code } }
    var populations: [Int: Population] = [:]
    for point in change?.path ?? [] where change?.before.count == 1 && change?.after.count == 1 {
      populations[point.year] = figures.population(of: code, forYearEnding: point.year)
    }
    opened = Opened(
      area: area, change: change, leftOut: found.leftOut.first { $0.area.code == code },
      populations: populations)
  }

  /// Whether it only says what was wrong with what was asked.
  public var isRefused: Bool { question.isRefused }

  /// What the file of its figures is called.
  public var fileName: String { "fewer-\(question.measure)-\(question.from)-\(question.to)" }

  /// The groups that authorities fall into.
  enum Group: CaseIterable {
    case fell, fellPerhaps, same, rosePerhaps, rose

    func holds(_ change: AuthorityChange) -> Bool {
      switch self {
      case .fell: change.direction == .fell && change.isMoreThanChance
      case .fellPerhaps: change.direction == .fell && !change.isMoreThanChance
      case .same: change.direction == .same
      case .rosePerhaps: change.direction == .rose && !change.isMoreThanChance
      case .rose: change.direction == .rose && change.isMoreThanChance
      }
    }

    var title: String {
      switch self {
      case .fell: "Fewer, and that is more than chance"
      case .fellPerhaps: "Fewer, but it could be chance"
      case .same: "As many as before"
      case .rosePerhaps: "More, but it could be chance"
      case .rose: "More, and that is more than chance"
      }
    }
  }

  /// Those of a group, the largest change for their size first.
  func changes(_ group: Group) -> [AuthorityChange] {
    (found?.changes ?? []).filter(group.holds).sorted {
      ($0.relativeChange?.magnitude ?? 0, $1.name) > ($1.relativeChange?.magnitude ?? 0, $0.name)
    }
  }
}

extension AuthorityChange {
  /// Which authority it is opened by: the one there at the end.
  var code: String { after.first?.code ?? "" }

  func ratio(_ comparing: ChangeQuestion.Comparing) -> Estimate? {
    comparing == .counts ? ratioOfCounts : ratioOfRates
  }

  func verdict(_ comparing: ChangeQuestion.Comparing, asked: ChangeQuestion) -> Verdict? {
    comparing == asked.comparing ? verdict : otherVerdict
  }

  var rateBefore: Double? { Self.rate(countBefore, populationBefore) }
  var rateAfter: Double? { Self.rate(countAfter, populationAfter) }

  /// For every 10,000 children who live there.
  static func rate(_ count: Double, _ population: Population?) -> Double? {
    population.flatMap { $0.number > 0 ? count / $0.number * 10_000 : nil }
  }

  func beside(_ measure: String) -> Beside? { beside.first { $0.measure == measure } }
}

extension ChangeBetweenYears.LeftOut.Reason {
  var words: String {
    switch self {
    case .notThere(let year): "It was not there on 31 March \(year)."
    case .missing(let year, let code): "\(year): \(code.meaning.lowercased())."
    case .notPublished(let year): "No figure of \(year) is held."
    case .areaChanged(let change): "Its area changed on \(change.date.spoken): \(change.what)"
    }
  }
}

extension Judgement {
  /// "Good, published 4 March 2023".
  var words: String {
    "\(overall?.words ?? "No overall grade"), published \(published.spoken)"
      + (isReadByMachine ? " (read from the report by machine: check the report)" : "")
  }
}
