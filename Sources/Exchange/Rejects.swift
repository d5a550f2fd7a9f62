import CINCensus
public import Returns
import SSDA903

/// What an import refused, in files to be mended and imported again.
public struct Rejects: Sendable {
  /// Tables of the refused rows, or an XML file of the refused children.
  public let files: [OutputFile]
  /// What can stand in no such file, such as a file that cannot be read at all.
  public let others: [Refusal]
}

extension ReceivedReturn {
  /// What was refused of this return.
  ///
  /// - Parameter report: what came of importing it
  public func rejects(_ report: IntakeReport) -> Rejects {
    switch content {
    case .ssda903(let read): rejects(of: read, report)
    case .cin(let read): rejects(of: read, report)
    }
  }

  /// Rows as CSV, also where they came as XML: the tables are the same.
  private func rejects(of read: SSDA903Return, _ report: IntakeReport) -> Rejects {
    var refusals = report.refusals.filter { refusal in
      !report.refusedChildren.values.contains(refusal)
    }
    for (id, refusal) in report.refusedChildren.sorted(by: { $0.key < $1.key }) {
      guard let place = read.position(of: id) else { continue }
      let there = Set(refusals.map(Place.init))
      refusals += read.children[place].refusals(because: refusal.reason)
        .filter { !there.contains(Place($0)) }
    }
    let records = RefusedRows.xml(
      refusals, root: ReturnForm.ssda903.root, fileName: "ssda903-refused.xml")
    return Rejects(
      files: RefusedRows.files(refusals) + [records].compactMap(\.self),
      others: refusals.filter {
        $0.extent != .row || ($0.columns.isEmpty && $0.text == nil)
      })
  }

  private func rejects(of read: CINReturn, _ report: IntakeReport) -> Rejects {
    let withoutIdentifier = read.children.filter { $0.id == nil }
    let refused = (read.children.joinedByIdentifier + withoutIdentifier).compactMap { child in
      let reasons =
        child.refusals + [child.id.flatMap { report.refusedChildren[$0] }].compactMap(\.self)
      return reasons.isEmpty ? nil : (child: child, reasons: reasons)
    }
    return Rejects(
      files: refused.isEmpty
        ? [] : [CINWriter.refusedChildren(refused, header: read.header)],
      others: report.refusals.filter { $0.extent == .file })
  }

  var refusalsOfChildrenWithoutIdentifier: [Refusal] {
    guard case .cin(let read) = content else { return [] }
    return read.children.filter { $0.id == nil }.flatMap(\.refusals)
  }
}

/// Where a refused row stands.
private struct Place: Hashable {
  let file: String
  let table: String?
  let line: Int?

  init(_ refusal: Refusal) {
    file = refusal.file
    table = refusal.table
    line = refusal.line
  }
}
