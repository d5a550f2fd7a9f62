/// A page in one file that people keep: it brings its style with it, runs no script and loads nothing.
public struct OfflinePage: Component {
  private let title: String
  private let style: [UInt8]
  private let content: Markup

  /// - Throws: `StaticFile.MissingFile` where the stylesheet was not installed beside the program.
  public init(
    _ title: String, @MarkupBuilder content: () -> Markup
  ) throws(StaticFile.MissingFile) {
    self.title = title
    style = try StaticFile.offlineStylesheet.bytes()
    self.content = content()
  }

  /// The page as it is written, in UTF-8.
  public var bytes: [UInt8] { markup.bytes }

  /// `title` is the element here, and the property elsewhere.
  private static let titleElement = Element("title")

  private var pageTitle: Markup { OfflinePage.titleElement { title } }

  private static let styleElement = Element("style")

  private var pageStyle: Markup { OfflinePage.styleElement { Markup(bytes: style) } }

  public var markup: Markup {
    Markup(bytes: Array("<!DOCTYPE html>\n".utf8))
    html(.lang("en-GB")) {
      head {
        meta(.charset("utf-8"))
        pageTitle
        meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
        pageStyle
      }
      body {
        a(class: "skip", .href(.place("main-content"))) { "Skip to main content" }
        main(.id("main-content")) {
          h1 { title }
          content
        }
      }
    }
  }
}
