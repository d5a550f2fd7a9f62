/// Why a data file of the simulation cannot be used.
public struct ResourceError: Error, Hashable, CustomStringConvertible {
  public let file: String
  /// Counted from 1; 0 where the fault is not in one line.
  public let line: Int
  public let field: String
  public let value: String
  public let expected: String

  public var description: String {
    "\(file), \(line > 0 ? "line \(line), " : "")\(field): found \"\(value)\", expected \(expected). "
      + "Put back the file that came with Kith, or correct it."
  }
}
