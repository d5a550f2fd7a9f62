import CareRecord
import CaseworkPages
import CivilTime
import HTML
import Learning
import OutcomePages
import Published

extension LearningFinding.Sort {
  var tag: Tag { self == .strength ? Tag(words, .green) : Tag(words, .orange) }
}

extension ImprovementAction {
  var tag: Tag {
    switch status {
    case .planned: Tag(status.words, .grey)
    case .underway: Tag(status.words, .blue)
    case .done: Tag(status.words, .green)
    case .stopped: Tag(status.words, .grey)
    }
  }
}

/// Who owns an action, or that nobody does and why.
struct OwnerWords: Component {
  let action: ImprovementAction
  let register: LearningRegister

  @MarkupBuilder var markup: Markup {
    if let owner = register.owner(of: action) {
      owner.name
    } else {
      Tag("No owner", .red)
      if let former = action.owner {
        span(class: "kith-unit") { "It was \(former.name), whose account is closed." }
      }
    }
  }
}

/// A text as it was written, its lines kept; or that there is none.
struct WrittenText: Component {
  let text: String

  init(_ text: String) { self.text = text }

  @MarkupBuilder var markup: Markup {
    if text.isEmpty {
      span(class: "kith-missing") { "Nothing written yet" }
    } else {
      div(class: "kith-written") { text }
    }
  }
}

/// A link to a page of somebody else's, or to nothing where the address is none.
struct OutsideLink: Component {
  let address: String

  @MarkupBuilder var markup: Markup {
    if let link = Link(web: address) {
      a(class: "govuk-link kith-wrap", .href(link), .rel("noreferrer")) { address }
    } else {
      span(class: "kith-missing") { "None" }
    }
  }
}

/// The latest published figure of an indicator, for us and for England.
struct LatestFigure: Sendable {
  let name: String
  let ours: String
  let england: String
  /// Whether anything is published of us; of a made-up authority nothing is.
  let isOursPublished: Bool

  init(of indicator: Indicator, in setting: LearningSetting) {
    name = indicator.name
    let figures = setting.figures
    let own = figures.series(of: indicator, for: setting.area)
    isOursPublished = own?.points.isEmpty == false
    ours = Self.words(own, indicator)
    england = Self.words(
      figures.series(of: indicator, for: PublishedFigures.englandCode), indicator)
  }

  private static func words(_ series: IndicatorSeries?, _ indicator: Indicator) -> String {
    guard let point = series?.points.last else { return "Not published" }
    guard let value = point.value else {
      return "\(point.missing?.meaning ?? "Not published") (\(point.year))"
    }
    return
      "\(number(value, decimals: indicator.unit.decimals))\(indicator.unit.after) (\(point.year))"
  }

  private static func number(_ value: Double, decimals: Int) -> String {
    let scaled = Int((value * (decimals == 1 ? 10 : 1)).rounded())
    return decimals == 1 ? "\(scaled / 10).\(abs(scaled % 10))" : "\(scaled)"
  }
}

extension Indicator.Unit {
  fileprivate var after: String {
    switch self {
    case .per10000: " per 10,000"
    case .percent: "%"
    case .average, .grade: ""
    }
  }
}

extension Link {
  /// The page of an indicator, among the outcomes.
  static func indicator(_ id: String) -> Link { Link("outcomes", id) }
}

/// Who wrote an item last, with the way to its history.
struct WrittenBy: Component {
  let version: LearningVersion
  let setting: LearningSetting

  @MarkupBuilder var markup: Markup {
    p(class: "govuk-body-s") {
      "Last written by \(setting.name(of: version.author)) on \(version.at.spoken). "
      a(class: "govuk-link", .href(.learningHistory(version.id))) { "Every version" }
    }
  }
}
