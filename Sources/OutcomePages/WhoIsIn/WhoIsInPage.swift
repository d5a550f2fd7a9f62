public import CivilTime
public import HTML
public import Measures

/// The children whom a figure of ours counts: as many of them as the reader may list.
public struct WhoIsInPage: Sendable {
  public struct Line: Sendable {
    let name: String
    let link: Link
    let childNumber: String?
    let birthDate: Day?
    let worker: String?
    /// Since when the child counts so.
    let since: Day
    let numerator: Int

    public init(
      name: String, link: Link, childNumber: String?, birthDate: Day?, worker: String?,
      since: Day, numerator: Int
    ) {
      self.name = name
      self.link = link
      self.childNumber = childNumber
      self.birthDate = birthDate
      self.worker = worker
      self.since = since
      self.numerator = numerator
    }
  }

  /// What the indicator is called.
  let title: String
  let indicator: MeasuredIndicator
  /// Nil where the reader may not see it: an average of few.
  let figure: MeasuredFigure?
  let question: WhoIsInQuestion
  let lines: [Line]
  /// How many children the reader may list, and how many more are in it.
  let total: Int
  let others: Int
  let today: Day

  public init(
    _ title: String, _ indicator: MeasuredIndicator, _ figure: MeasuredFigure?,
    _ question: WhoIsInQuestion, lines: [Line], total: Int, others: Int, today: Day
  ) {
    self.title = title
    self.indicator = indicator
    self.figure = figure
    self.question = question
    self.lines = lines
    self.total = total
    self.others = others
    self.today = today
  }

  var pages: Int {
    max(1, (total + WhoIsInQuestion.childrenPerPage - 1) / WhoIsInQuestion.childrenPerPage)
  }

  /// Of which time the figure tells.
  var time: String {
    switch indicator.time {
    case .endOfDay: "at the end of \(question.at.spoken)"
    case .yearToDay: "in the year to \(question.at.spoken)"
    case .lastReportedYear:
      "as reported for the last year that had ended on \(question.at.spoken)"
    }
  }

  /// "12 of 140 in the year to 4 March 2026".
  var figureWords: String {
    guard let figure else {
      return
        "Fewer than six children \(time). Their average is not shown to you, because it would tell what a child scored whose record is not yours"
    }
    switch (indicator.base, figure.denominator) {
    case (.averaged, let among?):
      return among == 0
        ? "Nobody \(time)"
        : "An average of \(average(figure.numerator, among)) for \(among) \(time)"
    case (_, let among?): return "\(figure.numerator) of \(among) \(time)"
    case (_, nil): return "\(figure.numerator) \(time)"
    }
  }

  /// To one decimal.
  private func average(_ sum: Int, _ among: Int) -> String {
    let tenths = (sum * 20 + among) / (among * 2)
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// Today, and the ends of the months before it; the day that is shown, if it is none of them.
  var days: [Day] {
    let first = today - (today.dayOfMonth - 1)
    let known = [today] + (0..<24).map { first.adding(months: -$0) - 1 }
    return known.contains(question.at) ? known : [question.at] + known
  }

  /// Whether it matters how much a child adds: a score, or two episodes.
  var showsAmounts: Bool {
    indicator.base == .averaged || lines.contains { $0.numerator > 1 }
  }
}
