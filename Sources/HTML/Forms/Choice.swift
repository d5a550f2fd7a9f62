/// One answer among those that radios, checkboxes and selects offer.
public struct Choice: Sendable {
  let value: String
  let text: String
  let hint: String?
  /// Shown once this answer is chosen.
  let revealed: Markup?
  /// Chosen alone: choosing it takes the others away, as "None of these" does.
  let isAlone: Bool
  /// A word such as "or" before it.
  let divider: String?

  public init(
    _ value: String, _ text: String, hint: String? = nil, alone: Bool = false,
    divider: String? = nil
  ) {
    self.value = value
    self.text = text
    self.hint = hint
    self.revealed = nil
    self.isAlone = alone
    self.divider = divider
  }

  /// An answer that asks for more once it is chosen.
  public init(
    _ value: String, _ text: String, hint: String? = nil, @MarkupBuilder reveals: () -> Markup
  ) {
    self.value = value
    self.text = text
    self.hint = hint
    self.revealed = reveals()
    self.isAlone = false
    self.divider = nil
  }
}

extension [Choice] {
  public static var yesOrNo: [Choice] { [Choice("yes", "Yes"), Choice("no", "No")] }
}
