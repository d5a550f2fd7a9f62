/// Why the list of bank holidays cannot be used.
///
/// Without it no due date can be trusted, so nothing is worked out from half a list.
public struct BankHolidayFileError: Error, Hashable, CustomStringConvertible {
  public let file: String
  /// Counted from 1; 0 where the file itself cannot be opened.
  public let line: Int
  public let field: String
  public let value: String
  public let expected: String

  public var description: String {
    "\(file), line \(line), \(field): found \"\(value)\", expected \(expected). "
      + "Put back the file that came with Kith, or correct the line."
  }
}
