public import CareRecord
public import Store

/// Finds a child's rows in the files that were received, and makes those files without them.
public enum KeptFileSearch {
  /// The files that hold rows of a child; nothing is changed.
  ///
  /// - Parameter identifiers: every number by which files may name the child
  public static func changes(
    of identifiers: [PersonIdentifier], of authority: Authority,
    in store: any SubmissionStore
  ) async throws -> [KeptFileChange] {
    let names = ChildNames(identifiers)
    if names.isEmpty { return [] }
    var changes: [KeptFileChange] = []
    for submission in try await store.submissions(of: authority) {
      for (number, file) in try await store.files(of: submission.id).enumerated() {
        guard let cut = ChildCut(names, from: file, of: submission.returnName) else { continue }
        changes.append(
          KeptFileChange(
            submission: submission.id, number: number, rows: cut.rows, before: file.bytes,
            after: cut.after))
      }
    }
    return changes
  }

  /// The same for one file, for a database that is being restored.
  public static let cut: RepeatedDestruction.Cut = { identifiers, file, returnName in
    ChildCut(ChildNames(identifiers), from: file, of: returnName)?.after
  }
}

/// The numbers by which a file names a child.
struct ChildNames {
  /// The authority's own: any text, unique only where it stands in the child's column.
  let own: Set<String>
  /// Numbers of a nation-wide scheme, which nobody else has.
  let unique: Set<String>

  init(_ identifiers: [PersonIdentifier]) {
    func values(_ isWanted: (PersonIdentifier) -> Bool) -> Set<String> {
      Set(identifiers.filter(isWanted).map(\.value).filter { !$0.isEmpty })
    }
    own = values { $0.scheme == .laChildID }
    unique = values {
      [.upn, .formerUPN, .nhsNumber].contains($0.scheme) && $0.value.utf8.count >= 10
    }
  }

  var isEmpty: Bool { own.isEmpty && unique.isEmpty }

  /// Whether any of them stands anywhere in these bytes.
  func stand(in bytes: [UInt8]) -> Bool {
    own.union(unique).contains { bytes.firstRange(of: Array($0.utf8)) != nil }
  }
}
