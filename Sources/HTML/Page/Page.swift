/// A whole page: its frame, its heading and its content.
///
/// ```swift
/// Page("Find a child", in: frame, section: "/children") {
///   Form(asking: "/children") { … }
/// }
/// ```
public struct Page: Component {
  public enum Width: Sendable {
    /// Two thirds, for reading and typing.
    case reading
    case full
    /// Beyond the usual width of GOV.UK pages: for wide tables and charts on large screens.
    case wide
  }

  /// Whether the page writes its title as its heading, or its content has one (a panel, or a field
  /// that is the heading).
  public enum Heading: Sendable {
    case title
    /// The title, with words of lesser weight above it: whose record it is.
    case captioned(String)
    case inContent
  }

  private let title: String
  private let frame: PageFrame
  private let section: Link?
  private let wayBack: WayBack
  private let subject: IdentityBar?
  private let errors: [FieldError]
  private let heading: Heading
  private let width: Width
  private let content: Markup

  /// - Parameters:
  ///   - section: the entry of the navigation under which the page lies.
  ///   - subject: whose record the page shows.
  ///   - form: the form on the page; its errors are summed up at the top.
  public init(
    _ title: String, in frame: PageFrame, section: Link? = nil, wayBack: WayBack = .none,
    subject: IdentityBar? = nil, form: FormState? = nil, heading: Heading = .title,
    width: Width = .reading, @MarkupBuilder content: () -> Markup
  ) {
    self.title = title
    self.frame = frame
    self.section = section
    self.wayBack = wayBack
    self.subject = subject
    errors = form?.errors ?? []
    self.heading = heading
    self.width = width
    self.content = content()
  }

  /// The page as it is sent, in UTF-8.
  public var bytes: [UInt8] { markup.bytes }

  public var markup: Markup {
    Markup(bytes: Array("<!DOCTYPE html>\n".utf8))
    html(class: "govuk-template", .lang("en-GB")) {
      head { frame.headMarkup(title: (errors.isEmpty ? "" : "Error: ") + title) }
      body(class: width == .wide ? "govuk-template__body kith-wide" : "govuk-template__body") {
        frame.headerMarkup(current: section)
        subject
        div(class: "govuk-width-container") {
          wayBack.markup
          main(class: "govuk-main-wrapper", .id("main-content")) {
            if width == .reading {
              div(class: "govuk-grid-row") { div(class: "govuk-grid-column-two-thirds") { inside } }
            } else {
              inside
            }
          }
        }
        frame.footerMarkup
      }
    }
  }

  @MarkupBuilder private var inside: Markup {
    ErrorSummary(errors)
    switch heading {
    case .title:
      h1(class: "govuk-heading-l") { title }
    case .captioned(let words):
      h1(class: "govuk-heading-l") {
        span(class: "govuk-caption-l") { words }; title
      }
    case .inContent:
      Markup()
    }
    content
  }
}
