/// What a return looks like from outside, as far as telling it from others needs.
public struct ReturnForm: Sendable, Hashable {
  /// Its short name, such as `SSDA903`.
  public let name: String
  /// What people call it, such as "the SSDA903 return".
  public let title: String
  /// Its tables, where it is sent as CSV files.
  public let layouts: [TableLayout]
  /// Its outermost element, where it is sent as XML.
  public let root: String

  public init(name: String, title: String, layouts: [TableLayout] = [], root: String) {
    self.name = name
    self.title = title
    self.layouts = layouts
    self.root = root
  }
}
