import HTML
import Returns

/// A form as it was sent: its fields in their order, and its files.
struct SubmittedForm: Sendable {
  struct Field: Hashable, Sendable {
    let name: String
    let value: String

    init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  var fields: [Field]
  var files: [UploadedFile]

  init(_ fields: [Field] = [], files: [UploadedFile] = []) {
    self.fields = fields
    self.files = files
  }

  /// The first value under a name, as typed; line breaks are `\n`.
  subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// All values under a name: the ticked boxes.
  func all(_ name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }

  /// The first value under a name without white space around it; empty where there is none.
  func text(_ name: String) -> String { (self[name] ?? "").trimmed }

  func files(_ name: String) -> [UploadedFile] { files.filter { $0.field == name } }

  /// The answers for a page that shows the form again.
  var state: FormState {
    FormState(Dictionary(grouping: fields, by: \.name).mapValues { $0.map(\.value) })
  }
}

/// A file that came with a form.
struct UploadedFile: Sendable {
  let field: String
  /// Its name is the last part of what the browser gave: no folders.
  let file: ReceivedFile

  var name: String { file.name }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
