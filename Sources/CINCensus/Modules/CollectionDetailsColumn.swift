public import Returns

/// The elements of `CollectionDetails` that hold one value: what is collected, and up to which day.
///
/// Source: the children in need census specification; the names and their order are the
/// Department's.
public enum CollectionDetailsColumn: Int, TableColumn {
  case Collection, Year, ReferenceDate

  public static let layout = TableLayout("CollectionDetails", CollectionDetailsColumn.self)

  public var format: ValueFormat {
    switch self {
    case .Collection: .text
    case .Year: .number
    case .ReferenceDate: .isoDate
    }
  }
}
