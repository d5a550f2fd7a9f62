public import HTML
import Published

/// What is compared, among whom, in which year: read from the address, which it can also write, so that
/// a link brings the same view back.
public struct CompareQuestion: Hashable, Sendable {
  /// As the address names it; it may be none that is known.
  public var indicator: String
  /// Another indicator to set against it, or nil.
  public var against: String?
  public var among: Among
  /// The codes of the authorities chosen one by one.
  public var chosen: [String]
  /// The code of a region; nil for the region of the authority looked at.
  public var region: String?
  /// The grade of leaders in the latest inspection.
  public var grade: String?
  /// The calendar year in which the figures' year ends; nil for the newest.
  public var year: Int?
  /// A year that was typed and is none.
  public var unreadableYear: String?
  public var order: Order
  /// Whether the years of each are drawn on a scale of its own.
  public var hasOwnScales: Bool
  /// What was asked for and is none of the choices, in sentences.
  public private(set) var misunderstood: [String] = []
  /// The code of the authority to look at, where it is not the reader's own.
  public var area: String?

  public enum Among: String, Hashable, CaseIterable, Sendable {
    case neighbours, region, all, judgement, chosen
  }

  public enum Order: String, Hashable, CaseIterable, Sendable {
    case figure, name
  }

  /// - Parameter query: the answers of the form on the page; what is not there has its usual value.
  public init(_ query: FormState = FormState()) {
    func word(_ name: String) -> String? {
      query[name].map { String($0.prefix(100)) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    indicator = word("indicator") ?? "claRate"
    against = word("against")
    let askedAmong = word("among").flatMap(Among.init)
    among =
      askedAmong ?? (query.all("authority").isEmpty ? .neighbours : .chosen)
    chosen = query.all("authority").prefix(200).map { String($0.prefix(20)) }
    region = word("region")
    grade = word("grade")
    year = word("year").flatMap { Int($0) }
    unreadableYear = year == nil ? word("year") : nil
    order = word("order").flatMap(Order.init) ?? .figure
    hasOwnScales = word("scale") == "own"
    area = word(AreaChooser.field)
    if let typed = word("among"), askedAmong == nil {
      misunderstood.append("“\(typed)” is no choice of whom to compare.")
    }
    if let typed = word("order"), Order(rawValue: typed) == nil {
      misunderstood.append("“\(typed)” is no order. The highest figure comes first.")
    }
    if among == .judgement, let typed = grade, Judgement.Grade(rawValue: typed) == nil {
      misunderstood.append("“\(typed)” is none of Ofsted’s grades. Those judged good are shown.")
    }
  }

  /// The address that asks this question.
  public func link(at page: Link = .compare) -> Link {
    var link = page.setting("indicator", indicator).setting("among", among.rawValue)
    if among == .chosen {
      for code in chosen { link = link.adding("authority", code) }
    }
    if among == .region { link = link.setting("region", region) }
    if among == .judgement { link = link.setting("grade", grade) }
    return link.setting("year", year.map(String.init)).setting("against", against)
      .setting("order", order == .figure ? nil : order.rawValue)
      .setting("scale", hasOwnScales ? "own" : nil)
      .setting(AreaChooser.field, area)
  }
}
