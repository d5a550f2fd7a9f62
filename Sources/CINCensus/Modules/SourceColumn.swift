public import Returns

/// The elements of `Source` that hold one value: who made the file.
///
/// Source: the children in need census specification; the names and their order are the
/// Department's.
public enum SourceColumn: Int, TableColumn {
  case SourceLevel, LEA, SoftwareCode, Release, SerialNo, DateTime

  public static let layout = TableLayout("Source", SourceColumn.self)

  public var format: ValueFormat {
    .text
  }
}
