public import Returns

/// The elements of `ChildCharacteristics` that hold one value: the characteristics of a child that have one value.
///
/// Source: the children in need census specification; the names and their order are the
/// Department's.
public enum ChildCharacteristicsColumn: Int, TableColumn {
  case Ethnicity

  public static let layout = TableLayout("ChildCharacteristics", ChildCharacteristicsColumn.self)

  public var format: ValueFormat {
    .code("cin.\(name)")
  }
}
