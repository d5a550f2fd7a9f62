/// Files sorted by the return that they belong to.
public struct SortedFiles: Sendable {
  /// The files of one return.
  public struct Batch: Sendable {
    public let form: ReturnForm
    public var files: [SourceFile]
  }

  /// A batch for each return that was found, in the order in which the forms were given.
  public private(set) var batches: [Batch] = []

  /// The files that belong to no return, and why.
  public private(set) var refusals: [Refusal] = []

  /// Sorts files by the names of their columns or of their outermost element.
  public init(
    _ files: [SourceFile], among forms: [ReturnForm], limits: ReadingLimits = .standard
  ) {
    batches = forms.map { Batch(form: $0, files: []) }
    for file in files {
      do throws(Refusal) {
        let place = try SortedFiles.place(of: file, among: forms, limits)
        batches[place].files.append(file)
      } catch {
        refusals.append(error)
      }
    }
    batches.removeAll { $0.files.isEmpty }
  }

  /// The files of a return; empty where there are none.
  public func files(of form: ReturnForm) -> [SourceFile] {
    batches.first { $0.form.name == form.name }?.files ?? []
  }

  private static func place(
    of file: SourceFile, among forms: [ReturnForm], _ limits: ReadingLimits
  ) throws(Refusal) -> Int {
    switch file.form {
    case .xml:
      let root = try XMLRecords.root(of: file, limits: limits)
      if let place = forms.firstIndex(where: { $0.root == root.name }) { return place }
      let known = forms.map { "<\($0.root)> (\($0.title))" }.joined(separator: " or ")
      throw Refusal(
        .file, file: file.name, line: root.line,
        reason: "its outermost element is <\(root.name)>, which is no return that Kith reads",
        expected: known, remedy: "Check that it is the right file.")
    case .table:
      let header = try CSVHeader(file, limits: limits)
      let sheet = Sheet(file: file.name, columns: header.columns, isQuoted: true)
      let layouts = forms.flatMap(\.layouts)
      let layout = try TableRecognition(of: sheet, among: layouts, limits).layout
      return forms.firstIndex { $0.layouts.contains(layout) } ?? 0
    }
  }
}
