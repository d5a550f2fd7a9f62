public import CivilTime

/// What a form holds while it is being filled in: the answers as typed, and what is wrong with them.
///
/// A page makes its fields with `field`, which brings each its answer and its error. Given to the
/// page too, the same list of errors becomes the summary at the top.
public struct FormState: Hashable, Sendable {
  private var answers: [String: [String]]
  public private(set) var errors: [FieldError]

  /// - Parameter answers: the answers by the name of the field, as they were sent.
  public init(_ answers: [String: [String]] = [:], errors: [FieldError] = []) {
    self.answers = answers
    self.errors = errors
  }

  /// The only or first answer under a name, as typed.
  public subscript(name: String) -> String? {
    get { answers[name]?.first }
    set { answers[name] = newValue.map { [$0] } }
  }

  /// All answers under a name: the ticked boxes.
  public func all(_ name: String) -> [String] { answers[name] ?? [] }

  public mutating func set(_ name: String, to values: [String]) {
    answers[name] = values
  }

  /// Fills the three fields of a date; an unset day empties them.
  public mutating func set(_ name: String, to day: Day) {
    self[DatePart.day.name(in: name)] = day.isSet ? String(day.dayOfMonth) : nil
    self[DatePart.month.name(in: name)] = day.isSet ? String(day.month) : nil
    self[DatePart.year.name(in: name)] = day.isSet ? String(day.year) : nil
  }

  /// Notes that an answer cannot be taken, and why.
  public mutating func refuse(_ name: String?, _ message: String, part: DatePart? = nil) {
    errors.append(FieldError(name, message, part: part))
  }

  public func error(_ name: String) -> FieldError? {
    errors.first { $0.name == name }
  }

  /// A field of this form with its answer and its error.
  public func field(_ name: String, _ label: String, hint: String? = nil) -> FormField {
    FormField(name, label, hint: hint, in: self)
  }
}
