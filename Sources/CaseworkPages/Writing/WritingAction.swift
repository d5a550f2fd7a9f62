/// Which button of a task's form was pressed.
public enum WritingAction: String, Sendable {
  /// Saves to the records.
  case save
  /// Keeps it as a draft.
  case draft
  /// Shows the form again with the children that are ticked now.
  case children
  /// Says which of two texts to keep.
  case resolve
  /// Adds what was typed to a visit that is recorded already.
  case add

  /// The name under which it is sent.
  public static let field = "action"

  /// Of a form as it was sent; a form without one, as when Enter is pressed, only shows itself again.
  public init(sent value: String?) {
    self = value.flatMap(WritingAction.init) ?? .children
  }
}
