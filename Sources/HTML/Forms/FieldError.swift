/// What is wrong with one answer, in words that say how to put it right: "Enter the date of the
/// visit".
///
/// Shown beside the field and in the summary at the top of the page.
public struct FieldError: Hashable, Sendable {
  /// Name of the field; nil where the whole form is meant.
  public let name: String?
  public let message: String
  /// Which part of a date is at fault; nil for all of it and for other fields.
  public let part: DatePart?

  public init(_ name: String?, _ message: String, part: DatePart? = nil) {
    self.name = name
    self.message = message
    self.part = part
  }

  /// Where the summary leads to: the control to put right.
  var target: Link? {
    guard let name else { return nil }
    let id = FormField.id(of: name)
    return .place(part.map { $0.id(in: id) } ?? id)
  }
}
