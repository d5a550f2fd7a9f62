/// The refusals of whole files.
extension Refusal {
  static func emptyFile(_ name: String) -> Refusal {
    Refusal(
      .file, file: name, reason: "the file is empty",
      expected: "a CSV file with a row of column names, or an XML file",
      remedy: "Export it again.")
  }

  static func tooLarge(_ name: String, _ limit: Int) -> Refusal {
    Refusal(
      .file, file: name, reason: "the file is larger than \(megabytes(limit))",
      expected: "the files of one authority's return",
      remedy: "Check that it is the right file, or load it in parts.")
  }

  static func longLine(_ name: String, line: Int?, _ limit: Int) -> Refusal {
    Refusal(
      .file, file: name, line: line, reason: "a line is longer than \(megabytes(limit))",
      expected: "one row to a line", remedy: "Check that it is the right file and export it again.")
  }

  static func notText(_ name: String, _ signature: FileSignature) -> Refusal {
    switch signature {
    case .oldSpreadsheet: spreadsheet(name)
    case .pdf:
      Refusal(
        .file, file: name, reason: "this is a PDF", expected: "a CSV, XML or zip file",
        remedy: "Ask for the data behind it as CSV.")
    case .otherArchive:
      Refusal(
        .file, file: name, reason: "this is a packed file of a kind that Kith does not open",
        expected: "a CSV, XML or zip file", remedy: "Unpack it first, or pack it as zip.")
    case .zip:
      Refusal(
        .file, file: name, reason: "this is a zip file inside another zip file",
        expected: "CSV or XML files", remedy: "Unpack it first.")
    }
  }

  static func spreadsheet(_ name: String) -> Refusal {
    Refusal(
      .file, file: name, reason: "this is a spreadsheet", expected: "a CSV or XML file",
      remedy: "Open it and save each sheet as CSV UTF-8.")
  }

  static func binary(_ name: String) -> Refusal {
    Refusal(
      .file, file: name, reason: "this is not a text file", expected: "a CSV, XML or zip file",
      remedy: "Check that it is the right file and export it again.")
  }

  static func megabytes(_ bytes: Int) -> String {
    bytes >= 1 << 30
      ? "\(bytes >> 30) GB" : bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(bytes) bytes"
  }
}
