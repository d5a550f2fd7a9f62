import CINCensus
public import CareRecord
import CivilTime
public import Returns
import SSDA903

/// Return files of one year, made from records that come one after the other.
public struct ReturnFilesBeingMade: Sendable {
  private let year: CollectionYear
  private let makesSSDA903: Bool
  private let makesCIN: Bool
  private var lookedAfter: [SSDA903Child] = []
  private var inNeed: [CINChild] = []

  /// - Parameter returnName: `ssda903` or `cin`; nil for both
  public init(year: CollectionYear, returnName: String? = nil) {
    self.year = year
    makesSSDA903 = returnName != "cin"
    makesCIN = returnName != "ssda903"
  }

  /// Takes in what a child's record says of the year.
  public mutating func add(_ record: ChildRecord) {
    if makesSSDA903 {
      let child = SSDA903FromRecord.rows(of: record, in: year)
      if !child.isWithoutRows { lookedAfter.append(child) }
    }
    if makesCIN, let child = CINFromRecord.child(of: record, in: year) { inNeed.append(child) }
  }

  /// The files of what was taken in.
  /// - Parameter release: the version of Kith, for the census's header
  public func written(by authority: Authority, release: String) -> [OutputFile] {
    var files: [OutputFile] = []
    if makesSSDA903 { files += SSDA903Writer.csvFiles(lookedAfter, year: year).files }
    if makesCIN {
      let header = CINHeader(
        year: year, authority: authority.description, software: "Kith", release: release,
        serialNumber: 1, dateTime: "\(year.end.iso)T12:00:00")
      files.append(CINWriter.xml(header, inNeed))
    }
    return files
  }
}
