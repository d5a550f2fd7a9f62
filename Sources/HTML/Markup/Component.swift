/// Something with a meaning of its own that knows how it is shown: a button, a table, a timeline.
///
/// Components are named with a capital and can be written wherever elements can.
public protocol Component: Sendable {
  @MarkupBuilder var markup: Markup { get }
}
