/// Files of refused rows, to be mended and loaded again.
public enum RefusedRows {
  /// One CSV file for each file that had rows refused: the columns of that file, the cells as
  /// received, and the reason in a last column, which is ignored when the file is loaded again.
  public static func files(_ refusals: [Refusal]) -> [OutputFile] {
    var order: [Group] = []
    var rows: [Group: [Refusal]] = [:]
    for refusal in refusals where refusal.extent == .row && !refusal.columns.isEmpty {
      let group = Group(file: refusal.file, columns: refusal.columns)
      if rows[group] == nil { order.append(group) }
      rows[group, default: []].append(refusal)
    }
    var names: Set<String> = []
    return order.map { group in
      OutputFile(
        name: group.outputName(unlike: &names), bytes: csv(group.columns, rows[group] ?? []))
    }
  }

  /// One XML file of the records that were refused whole, each as received under a comment that says
  /// why; nil where there are none.
  ///
  /// - Parameter root: the outermost element, in which the records stand
  public static func xml(_ refusals: [Refusal], root: String, fileName: String) -> OutputFile? {
    let records = refusals.filter { $0.extent == .row && $0.columns.isEmpty && $0.text != nil }
    if records.isEmpty { return nil }
    var writer = XMLWriter()
    writer.element(root) { writer in
      for refusal in records {
        writer.comment("\(Sheet.reasonColumn): \(refusal)")
        writer.verbatim(refusal.text ?? "")
      }
    }
    return OutputFile(name: fileName, bytes: writer.bytes)
  }

  private static func csv(_ columns: [String], _ refusals: [Refusal]) -> [UInt8] {
    let own = columns.indices.filter { columns[$0] != Sheet.reasonColumn }
    var writer = CSVWriter()
    writer.append(own.map { columns[$0] } + [Sheet.reasonColumn])
    for refusal in refusals {
      let received = refusal.cells
      // A row with too many cells keeps them all, so that nothing is lost; it has to be mended.
      let surplus = received.count > columns.count ? Array(received[columns.count...]) : []
      let cells = own.map { $0 < received.count ? received[$0] : "" }
      writer.append(cells + surplus + ["Line \(refusal.line ?? 0): \(refusal.briefly)"])
    }
    return writer.bytes
  }

  private struct Group: Hashable {
    let file: String
    let columns: [String]

    /// `episodes-refused.csv` for `autumn/episodes.csv`; numbered where that is taken.
    func outputName(unlike names: inout Set<String>) -> String {
      let last = file.split(separator: "/").last.map(String.init) ?? file
      let stem = last.split(separator: ".").first.map(String.init) ?? "rows"
      var name = "\(stem)-refused.csv"
      var number = 2
      while !names.insert(name).inserted {
        name = "\(stem)-refused-\(number).csv"
        number += 1
      }
      return name
    }
  }
}

extension Refusal {
  /// What is wrong and what was expected, without the place.
  var briefly: String {
    let field = field.map { "\($0): " } ?? ""
    return expected.map { "\(field)\(reason). Expected \($0)." } ?? "\(field)\(reason)."
  }
}
