public import HTML
public import Store

/// What somebody has typed into the form of a task, field by field in order: as it came with a form
/// or out of a draft.
public struct Answers: Hashable, Sendable {
  public private(set) var fields: [DraftField]

  /// What goes with a form without being an answer is left out: the token, the button, the draft's
  /// own fields.
  public init(_ fields: [DraftField] = []) {
    self.fields = fields.filter {
      !$0.name.hasPrefix("draft-") && $0.name != "csrf" && $0.name != WritingAction.field
    }
  }

  public subscript(name: String) -> String? {
    get { fields.first { $0.name == name }?.value }
    set { set(name, to: newValue.map { [$0] } ?? []) }
  }

  /// The value without white space around it; empty where there is none.
  public func text(_ name: String) -> String { (self[name] ?? "").withoutEdges }

  public func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  public mutating func set(_ name: String, to values: [String]) {
    let place = fields.firstIndex { $0.name == name } ?? fields.endIndex
    fields.removeAll { $0.name == name }
    fields.insert(
      contentsOf: values.map { DraftField(name: name, value: $0) }, at: min(place, fields.count))
  }

  mutating func add(_ name: String, _ value: String) {
    fields.append(DraftField(name: name, value: value))
  }

  /// For the form that shows them.
  public var state: FormState {
    FormState(Dictionary(grouping: fields, by: \.name).mapValues { $0.map(\.value) })
  }
}
