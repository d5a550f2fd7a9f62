/// Code sets by name.
public struct CodeSetLibrary: Sendable {
  private let sets: [String: CodeSet]

  public init(_ sets: [CodeSet]) {
    self.sets = Dictionary(sets.map { ($0.name, $0) }) { first, _ in first }
  }

  /// The set of this name, such as `ssda903.PLACE`; nil where there is none.
  public subscript(name: String) -> CodeSet? { sets[name] }

  public var names: [String] { sets.keys.sorted() }
}
