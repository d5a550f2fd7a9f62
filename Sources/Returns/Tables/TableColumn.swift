/// The columns of one table of a return, as an enumeration: a case per column, in the order and
/// with exactly the name that the return gives it, numbered from 0.
///
/// ```swift
/// enum ReviewColumn: Int, TableColumn {
///   case CHILD, DOB, REVIEW, REVIEW_CODE
///   …
/// }
/// ```
public protocol TableColumn: RawRepresentable<Int>, CaseIterable, Hashable, Sendable {
  /// The table that these are the columns of.
  static var layout: TableLayout { get }

  var format: ValueFormat { get }
}

extension TableColumn {
  /// The name of the column in files.
  public var name: String { String(describing: self) }
}
