/// How much Kith is ready to read, so that a broken or hostile file costs a message and nothing else.
public struct ReadingLimits: Sendable {
  /// Bytes in one file.
  public var fileBytes = 1 << 30
  /// Bytes in one line of a table.
  public var lineBytes = 1 << 20
  /// Bytes in one cell of a table or one element of an XML file.
  public var fieldBytes = 1 << 16
  /// Columns of a table.
  public var columns = 1000
  /// Files in a folder or a zip file.
  public var files = 1000
  /// Bytes in all files of a zip file together, unpacked.
  public var unpackedBytes = 1 << 30
  /// How many times larger a file may be than its packed form.
  public var packingRatio = 200
  /// How deep the elements of an XML file may be nested.
  public var xmlDepth = 32
  /// Elements in one record, such as a child, of an XML file.
  public var recordElements = 100_000

  /// Whether a table may lack the column that says whose its rows are.
  ///
  /// Such rows cannot be imported, but they can be checked one by one.
  public var acceptsRowsWithoutKey = false

  /// Whether the days of date columns are kept, so that nobody reads them again.
  ///
  /// The rules read dates in their own way; a large return takes a sixth less memory without.
  public var keepsDays = true

  public init() {}

  public static let standard = ReadingLimits()

  /// For reading what is only checked, and not kept.
  public static let forChecking: ReadingLimits = {
    var limits = ReadingLimits()
    limits.acceptsRowsWithoutKey = true
    limits.keepsDays = false
    return limits
  }()
}
