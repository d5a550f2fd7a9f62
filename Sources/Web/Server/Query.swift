import HTML

/// The query of an address: `?status=lookedAfter&page=2`.
struct Query: Sendable {
  let items: [SubmittedForm.Field]

  /// What cannot be read is left out: an address is typed and cut off by people, and the page
  /// without its filter is better than none.
  init(_ text: String?) {
    items = (try? URLEncoding.items(in: Array((text ?? "").utf8), atMost: 200)) ?? []
  }

  /// The first value under a name, without white space around it; nil where it is empty.
  subscript(name: String) -> String? {
    items.first { $0.name == name }.map(\.value.trimmed).flatMap { $0.isEmpty ? nil : $0 }
  }

  func all(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

  func number(_ name: String) -> Int? { self[name].flatMap { Int($0) } }

  /// The answers for a form that asks.
  var state: FormState {
    FormState(Dictionary(grouping: items, by: \.name).mapValues { $0.map(\.value) })
  }
}
