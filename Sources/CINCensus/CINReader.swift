public import Returns

/// Reads a children in need census child by child, so that memory depends on one child and not on
/// the file.
///
/// `CINReturn` keeps all children; use this for files that are too large for that.
public struct CINReader {
  public private(set) var header = CINHeader()
  public private(set) var notes: [ReadingNote] = []
  public private(set) var refusals: [Refusal] = []

  private let source: SourceFile
  private let limits: ReadingLimits
  private var position: Int

  public init(_ file: SourceFile, limits: ReadingLimits = .standard, childrenBefore: Int = 0) {
    self.source = file
    self.limits = limits
    self.position = childrenBefore
  }

  private var file: String { source.name }

  /// Reads the file once and hands over each child.
  ///
  /// Afterwards `header`, `notes` and `refusals` say what else was found.
  public mutating func read(_ take: (CINChild) -> Void) {
    let loader = CINLoader(file: file)
    var report = ElementReport()
    var header = header
    var refusals = refusals
    var position = position
    do throws(Refusal) {
      let outcome = try CINElement.records.read(source, limits: limits) { part in
        if part.name == "Header" {
          header = CINHeader(part, file: source.name, report: &report)
          refusals += header.collection.unreadableDates
        } else {
          loader.load(part)
          position += 1
          let child = loader.child(at: position)
          refusals += child.unreadableDates
          take(child)
        }
      }
      var all = outcome.report
      all.merge(report)
      all.merge(loader.report)
      notes += all.notes(on: file)
      refusals += outcome.refusals
    } catch {
      refusals.append(error)
    }
    self.header = header
    self.refusals = refusals
    self.position = position
  }
}

extension CINHeader {
  /// Reads a header.
  init(_ part: XMLPart, file: String, report: inout ElementReport) {
    // Up to 2020-21 there was a block Content, which says nothing that the rest does not.
    for child in part.children
    where !["CollectionDetails", "Source", "Content"].contains(child.name) {
      report.meetUnknown(child, in: part.name)
    }
    if let details = part["CollectionDetails"] {
      collection = details.row(CollectionDetailsColumn.self, file: file, report: &report)
    }
    if let source = part["Source"] {
      self.source = source.row(SourceColumn.self, file: file, report: &report)
    }
  }
}

extension CINReader {
  /// The header of a census; nil where the file has none that can be read.
  public static func header(of file: SourceFile, limits: ReadingLimits = .standard) -> CINHeader? {
    guard file.form == .xml else { return nil }
    do throws(Refusal) {
      var report = ElementReport()
      return try CINElement.header.first(in: file, limits: limits).map {
        CINHeader($0, file: file.name, report: &report)
      }
    } catch {
      // Checking the file says what is wrong with it.
      return nil
    }
  }
}
