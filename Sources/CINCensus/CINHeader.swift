import CivilTime
public import Returns

/// The header of a children in need census.
public struct CINHeader: Sendable, Hashable {
  public var collection = Row<CollectionDetailsColumn>()
  public var source = Row<SourceColumn>()

  public init() {}

  /// A header for a census that is about to be written.
  ///
  /// - Parameters:
  ///   - authority: The three-digit number of the local authority.
  ///   - serialNumber: Raised by one each time a file is made.
  ///   - dateTime: When the file is made, `2026-05-11T09:30:00`.
  public init(
    year: CollectionYear, authority: String, software: String, release: String,
    serialNumber: Int, dateTime: String
  ) {
    collection = Row([
      .Collection: "CIN", .Year: String(year.endYear), .ReferenceDate: year.end.iso,
    ])
    let digits = String(serialNumber)
    source = Row([
      .SourceLevel: "L", .LEA: authority, .SoftwareCode: software, .Release: release,
      .SerialNo: String(repeating: "0", count: max(0, 3 - digits.count)) + digits,
      .DateTime: dateTime,
    ])
  }
}
