import CINCensus
import Returns
import SSDA903
import Store

/// One file as received without the rows of one child, or why it stays as it is.
struct ChildCut {
  /// How many rows, or elements, of the child it holds.
  let rows: Int
  let after: Result<[UInt8], KeptFileChange.Reason>

  /// Nil for a file that does not name the child.
  init?(_ names: ChildNames, from file: SubmissionFile, of returnName: String) {
    func left(_ rows: Int, _ why: String) -> ChildCut {
      ChildCut(rows: rows, after: .failure(KeptFileChange.Reason(why)))
    }
    guard let source = try? SourceFile(name: file.name, bytes: file.bytes) else {
      guard names.stand(in: file.bytes) else { return nil }
      self = left(0, "Kith cannot read this file, and a number of the child stands in it.")
      return
    }
    guard names.stand(in: source.bytes) else { return nil }
    let places: PlacesOfChild
    switch source.form {
    case .table: places = .ofTable(source.bytes[source.textStart...], names)
    case .xml: places = .ofXML(source.bytes[source.textStart...], names)
    }
    if places.ranges.isEmpty {
      // The same digits may be part of something else.
      guard places.isElsewhere else { return nil }
      self = left(0, "A number of the child stands in it, but not in a row of the child’s own.")
      return
    }
    let rows = places.ranges.count
    if source.encoding == .utf16 {
      self = left(rows, "The file is in UTF-16, which Kith does not write.")
    } else if places.isElsewhere {
      self = left(rows, "A number of the child stands in rows of somebody else too.")
    } else {
      // Where it was converted, places lie elsewhere in what was received.
      let received =
        source.bytes == file.bytes
        ? places : PlacesOfChild(source.form, file.bytes[...], names)
      let after = received.cut(from: file.bytes)
      self =
        ChildCut.isSame(source, after, besides: names, returnName)
        ? ChildCut(rows: rows, after: .success(after))
        : left(rows, "Kith could not make sure that only this child’s rows would go.")
    }
  }

  private init(rows: Int, after: Result<[UInt8], KeptFileChange.Reason>) {
    self.rows = rows
    self.after = after
  }

  /// Reads both files as the return's own reader does: of everybody else they must say the same.
  private static func isSame(
    _ before: SourceFile, _ after: [UInt8], besides names: ChildNames, _ returnName: String
  ) -> Bool {
    guard let file = try? SourceFile(name: before.name, bytes: after),
      !names.stand(inCellsOf: file)
    else { return false }
    if returnName == "cin" {
      let (one, other) = (CINReturn([before]), CINReturn([file]))
      return one.header == other.header && other.refusals.count <= one.refusals.count
        && one.children.filter { !names.name($0) } == other.children
    }
    let (one, other) = (SSDA903Return([before]), SSDA903Return([file]))
    return other.refusals.count <= one.refusals.count
      && Array(one.children).filter { !names.name($0) } == Array(other.children)
  }
}

extension ChildNames {
  fileprivate func name(_ child: CINChild) -> Bool {
    child.id.map(own.contains) ?? false
      || [child.identifiers[.UPN], child.identifiers[.FormerUPN]].contains {
        $0.map(unique.contains) ?? false
      }
  }

  fileprivate func name(_ child: SSDA903Child) -> Bool {
    own.contains(child.id)
      || child.header.contains { row in row.values.contains { $0.map(unique.contains) ?? false } }
  }

  /// Whether one of them is still a whole cell or the whole text of an element.
  fileprivate func stand(inCellsOf file: SourceFile) -> Bool {
    guard stand(in: file.bytes) else { return false }
    let places = PlacesOfChild(file.form, file.bytes[file.textStart...], self)
    return !places.ranges.isEmpty || places.isElsewhere
  }
}
