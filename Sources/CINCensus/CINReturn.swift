import CivilTime
public import Returns

/// A children in need census as it was read.
///
/// Several files are put together in the order given; the header is that of the first.
public struct CINReturn: Sendable {
  public private(set) var header = CINHeader()
  public private(set) var children: [CINChild] = []

  /// What is worth knowing although nothing was refused.
  public private(set) var notes: [ReadingNote] = []

  /// What could not be read, and dates that have no meaning that can be relied on.
  public private(set) var refusals: [Refusal] = []

  /// Reads XML files.
  ///
  /// Nothing is thrown: what cannot be read is in `refusals`.
  public init(_ files: [SourceFile], limits: ReadingLimits = .standard) {
    var isFirst = true
    for file in files {
      notes += file.notes
      if file.form != .xml {
        refusals.append(
          Refusal(
            .file, file: file.name, reason: "this is a table, and the census is one XML file",
            expected: "an XML file that begins with <Message>",
            remedy: "Export the census as XML."))
        continue
      }
      var reader = CINReader(file, limits: limits, childrenBefore: children.count)
      var read: [CINChild] = []
      reader.read { read.append($0) }
      children += read
      notes += reader.notes
      refusals += reader.refusals
      if isFirst { header = reader.header }
      isFirst = false
    }
    if files.count > 1 {
      notes.append(
        ReadingNote(
          "There are \(files.count) census files. Their children were put together, and the header "
            + "is that of the first.", file: files[0].name, weight: .warning))
    }
  }

  /// The collection year by the header; nil where the header says nothing that can be read.
  public var collectionYear: CollectionYearGuess? { header.collectionYear }
}

extension CINHeader {
  /// The collection year by the reference date, else by the year; nil where neither can be read.
  public var collectionYear: CollectionYearGuess? {
    let year = collection[.Year].flatMap { Int($0) }.flatMap { CollectionYear(endYear: $0) }
    guard let day = collection.day(.ReferenceDate) else {
      return year.map {
        CollectionYearGuess(
          year: $0, confidence: .likely,
          reason: "the header gives the year \($0.endYear), and no reference date that can be read")
      }
    }
    let dated = CollectionYear(containing: day)
    let isLastDay = day == dated.end
    let agrees = year == nil || year == dated
    var reason = "the reference date in the header is \(day.spoken)"
    if !isLastDay { reason += ", which is not a 31 March" }
    if let year, !agrees { reason += ", but the year in the header is \(year.endYear)" }
    return CollectionYearGuess(
      year: dated, confidence: isLastDay && agrees ? .clear : .doubtful, reason: reason)
  }
}

extension ReturnForm {
  /// The children in need census.
  public static let cinCensus = ReturnForm(
    name: "CINCensus", title: "the children in need census", root: "Message")
}
