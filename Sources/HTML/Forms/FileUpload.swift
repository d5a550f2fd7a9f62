/// A field for one or more files.
///
/// Its form must be made with `files: true`.
public struct FileUpload: Component {
  let field: FormField
  let accept: String?
  let takesSeveral: Bool

  /// - Parameter accept: the kinds of file the browser offers, such as `.csv,.xml,.zip`.
  public init(_ field: FormField, accept: String? = nil, several: Bool = false) {
    self.field = field
    self.accept = accept
    takesSeveral = several
  }

  public var markup: Markup {
    field.labelled {
      div(class: "govuk-drop-zone", .data("module", "govuk-file-upload")) {
        input(
          class: "govuk-file-upload" + (field.error == nil ? "" : " govuk-file-upload--error"),
          .id(field.id), .name(field.name), .type("file"), .accept(accept),
          .multiple(takesSeveral), .aria("describedby", field.describedBy()))
      }
    }
  }
}
