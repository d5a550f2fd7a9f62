/// The part that a commit has in an import: which run made it, and whether it takes that run back.
///
/// The store keeps it in the commit's own transaction, so that a run can say what it changed.
public struct ImportStep: Hashable, Sendable {
  /// The number of the run, as the store gave it.
  public let run: Int64
  /// Whether the commit undoes what the run had changed.
  public let undoes: Bool

  public init(run: Int64, undoes: Bool = false) {
    self.run = run
    self.undoes = undoes
  }
}
