public import CivilTime

/// Puts statements together in their order: text, numbers, days, elements and components, with
/// `if`, `switch` and `for`.
@resultBuilder
public enum MarkupBuilder {
  public static func buildExpression(_ markup: Markup) -> Markup { markup }
  public static func buildExpression(_ markup: Markup?) -> Markup { markup ?? Markup() }
  public static func buildExpression(_ parts: [Markup]) -> Markup { Markup(parts) }
  public static func buildExpression(_ text: String) -> Markup { Markup(text) }
  public static func buildExpression(_ text: String?) -> Markup { Markup(text ?? "") }
  public static func buildExpression(_ number: Int) -> Markup { Markup(String(number)) }
  public static func buildExpression(_ component: some Component) -> Markup { component.markup }
  public static func buildExpression(_ component: (some Component)?) -> Markup {
    component?.markup ?? Markup()
  }

  /// A day as people read it, with the exact date for machines.
  ///
  /// An unset day writes nothing.
  public static func buildExpression(_ day: Day) -> Markup {
    day.isSet ? time(.datetime(day)) { day.spoken } : Markup()
  }

  public static func buildBlock() -> Markup { Markup() }
  public static func buildBlock(_ part: Markup) -> Markup { part }
  public static func buildBlock(_ parts: Markup...) -> Markup { Markup(parts) }
  public static func buildArray(_ parts: [Markup]) -> Markup { Markup(parts) }
  public static func buildOptional(_ part: Markup?) -> Markup { part ?? Markup() }
  public static func buildEither(first part: Markup) -> Markup { part }
  public static func buildEither(second part: Markup) -> Markup { part }
}
