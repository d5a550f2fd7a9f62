import CivilTime
public import HTML

/// Asks for the files of a return.
public struct ImportUploadPage: Sendable {
  public static let filesField = "files"
  public static let returnField = "return"
  public static let yearField = "year"

  let form: FormState
  /// The collection years that can be chosen, by the calendar year in which they end.
  let years: [Int]

  public init(form: FormState = FormState(), years: ClosedRange<Int>) {
    self.form = form
    self.years = years.reversed()
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      "Import files", in: setting.frame, section: .imports,
      wayBack: .back(.imports, title: "Back to imports"), form: form
    ) {
      p(class: "govuk-body") {
        "Choose the files of one return: all CSV files of an SSDA903 set, an SSDA903 XML file, a CIN census XML file, or a zip of them. Kith reads them and shows you what would change. Nothing is changed before you confirm."
      }
      Form(to: .newImport, token: setting.token, files: true) {
        FileUpload(
          form.field(
            ImportUploadPage.filesField, "Files",
            hint: "CSV, XML or zip. You can choose several at once."), accept: ".csv,.xml,.zip",
          several: true)
        Radios(
          form.field(ImportUploadPage.returnField, "Which return is it?"),
          [
            Choice("guess", "Kith finds out from the files"),
            Choice("ssda903", "SSDA903 (children looked after)"),
            Choice("cin", "Children in need census"),
          ])
        Select(
          form.field(
            ImportUploadPage.yearField, "Which collection year?",
            hint: "The year from April to March that the files are about"),
          years.map { Choice(String($0), ImportUploadPage.label(ofYear: $0)) },
          prompt: "Kith finds out from the files")
        Button("Read the files")
      }
    }
  }

  /// "2017-18" for the collection year that ends in 2018.
  public static func label(ofYear end: Int) -> String {
    let last = end % 100
    return "\(end - 1)-\(last < 10 ? "0" : "")\(last)"
  }
}
