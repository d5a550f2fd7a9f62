public import CareRecord
public import CivilTime
public import HTML

/// Which draft a form's text belongs to, so that nothing typed is lost.
///
/// The names of the hidden fields are those that whoever keeps drafts reads.
public struct DraftFields: Component {
  public static let keyName = "draft-key"
  public static let versionName = "draft-version"
  public static let pageName = "draft-page"
  public static let titleName = "draft-title"
  public static let writerName = "draft-writer"
  public static let childrenName = "draft-children"

  /// Which task it is for: `record-visit/<fact>`.
  public var key: String
  /// The version of the draft that the page was filled from; 0 for none.
  public var version: Int
  /// The page on which to go on writing.
  public var page: Link
  /// What lists of drafts call it.
  public var title: String
  /// Tells windows apart: one page that saves again and again is not in conflict with itself.
  public var writer: String
  /// When the draft that the page was filled from was saved.
  public var saved: Instant?
  /// The children whom it is about.
  public var children: [Subject]

  public init(
    key: String, version: Int = 0, page: Link, title: String, writer: String,
    saved: Instant? = nil, children: [Subject] = []
  ) {
    self.key = key
    self.version = version
    self.page = page
    self.title = title
    self.writer = writer
    self.saved = saved
    self.children = children
  }

  @MarkupBuilder public var markup: Markup {
    HiddenInput(DraftFields.keyName, key)
    HiddenInput(DraftFields.versionName, String(version))
    HiddenInput(DraftFields.pageName, page.text)
    HiddenInput(DraftFields.titleName, title)
    HiddenInput(DraftFields.writerName, writer)
    HiddenInput(DraftFields.childrenName, children.map(\.id.text).joined(separator: " "))
  }
}
