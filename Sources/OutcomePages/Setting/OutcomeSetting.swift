public import CivilTime
public import HTML
public import Published

/// What every page of the outcomes is told of the moment: whose figures it is about, and what is
/// published.
public struct OutcomeSetting: Sendable {
  public let frame: PageFrame
  public let today: Day
  public let figures: PublishedFigures
  /// What each authority's latest figures are among all others'.
  public let standings: Standings
  /// The authority whose installation this is; nil where nothing is published of it, as of one that is
  /// made up.
  public let own: Area?
  /// The authority that the reader looks at: their own unless they chose another.
  public let area: Area?
  /// What the reader asked for and does not exist, as it was typed.
  public let unknownArea: String?

  /// - Parameters:
  ///   - own: the Department's code of the installation's authority.
  ///   - chosen: the code of the authority to look at, as the address has it; nil for one's own.
  public init(
    frame: PageFrame, today: Day, figures: PublishedFigures, standings: Standings, own: String,
    chosen: String?
  ) {
    self.frame = frame
    self.today = today
    self.figures = figures
    self.standings = standings
    let ownArea = figures.area(own).flatMap { $0.kind == .authority ? $0 : nil }
    let asked = chosen.flatMap { figures.area($0) ?? figures.area(onsCode: $0) }
    self.own = ownArea
    area = asked.flatMap { $0.kind == .authority ? $0 : nil } ?? ownArea
    unknownArea = chosen.flatMap { asked?.kind == .authority ? nil : $0 }
  }

  /// Whether the page is about the reader's own authority; so it is where nothing is published of it.
  public var isOwn: Bool { area == own }

  /// The same page, still about the authority that the reader chose.
  func keeping(_ link: Link) -> Link {
    isOwn ? link : link.setting(AreaChooser.field, area?.code)
  }
}

/// Asks which authority a page is to be about.
struct AreaChooser: Component {
  static let field = "area"

  let setting: OutcomeSetting
  let page: Link

  init(_ setting: OutcomeSetting, on page: Link) {
    self.setting = setting
    self.page = page
  }

  /// Three that the Chief Social Worker named in 2016 for having fewer children in care.
  private var examples: [Area] { ["383", "881", "815"].compactMap { setting.figures.area($0) } }

  @MarkupBuilder var markup: Markup {
    if let unknown = setting.unknownArea {
      WarningText(
        "“\(unknown.prefix(60))” is no authority that figures are published of. Choose one from the list."
      )
    }
    if setting.area == nil {
      InsetText {
        "Nothing is published of the authority that this Kith belongs to, so the page shows England. Choose an authority to see its published figures"
        for (place, example) in examples.enumerated() {
          place == 0 ? ", for example " : place + 1 == examples.count ? " or " : ", "
          a(class: "govuk-link", .href(page.setting(AreaChooser.field, example.code))) {
            example.name
          }
        }
        "."
      }
    } else if !setting.isOwn, let area = setting.area {
      InsetText {
        if let own = setting.own {
          "You are looking at \(area.name), not at your own authority. "
          a(class: "govuk-link", .href(page)) { "Go back to \(own.name)" }
        } else {
          "You are looking at the published figures of \(area.name). Nothing is published of the authority that this Kith belongs to."
        }
      }
    }
    div(class: "kith-question") {
      Details("Look at another authority", open: setting.area == nil) {
        Form(asking: page) {
          Select(
            FormField(
              AreaChooser.field, "Authority",
              in: FormState([AreaChooser.field: setting.area.map { [$0.code] } ?? []])),
            setting.figures.authorityChoices)
          Button("Show its figures", .secondary, preventsDoubleClick: false)
        }
      }
    }
  }
}

extension PublishedFigures {
  /// Every authority there is or was, by name, those that ended saying when.
  var authorityChoices: [Choice] {
    authorities().sorted { ($0.name, $0.code) < ($1.name, $1.code) }.map { area in
      Choice(area.code, area.ended.map { "\(area.name) (until \($0))" } ?? area.name)
    }
  }
}
