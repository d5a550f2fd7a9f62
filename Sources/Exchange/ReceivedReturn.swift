public import CINCensus
public import CareRecord
public import Returns
public import SSDA903

/// A return as somebody handed it over: which one it is, for which year, and its children.
public struct ReceivedReturn: Sendable {
  public enum Content: Sendable {
    case ssda903(SSDA903Return)
    case cin(CINReturn)
  }

  public let content: Content
  public let year: CollectionYear
  /// How the year was found; nil where somebody named it.
  public let yearGuess: CollectionYearGuess?
  /// What could not be read at all.
  public let refusals: [Refusal]
  public let notes: [ReadingNote]
  /// The files as received, decoded from a zip where they came in one.
  public let files: [SourceFile]

  public var form: ReturnForm {
    switch content {
    case .ssda903: .ssda903
    case .cin: .cinCensus
    }
  }

  /// `ssda903` or `cin`: what commands and addresses call it.
  public var name: String {
    switch content {
    case .ssda903: "ssda903"
    case .cin: "cin"
    }
  }

  /// The authority that the files name; nil where they name none.
  public var authority: Authority? {
    guard case .cin(let census) = content else { return nil }
    return census.header.source[.LEA].flatMap { Authority($0) }
  }
}

extension ReceivedReturn {
  /// Reads what was handed over, each return that is in it apart.
  ///
  /// - Parameters:
  ///   - asked: `ssda903` or `cin`, to read only that; nil for whatever is there
  ///   - year: the collection year; nil to go by the dates of the files
  /// - Returns: the returns, and what belongs to none of them
  public static func read(
    _ given: ReturnFiles, asked: String? = nil, year: CollectionYear? = nil
  ) -> (returns: [ReceivedReturn], refusals: [Refusal]) {
    let forms: [ReturnForm] =
      switch asked {
      case "ssda903": [.ssda903]
      case "cin": [.cinCensus]
      default: [.ssda903, .cinCensus]
      }
    let sorted = SortedFiles(given.files, among: forms)
    var returns: [ReceivedReturn] = []
    var refusals = given.refusals + sorted.refusals
    for batch in sorted.batches {
      switch read(batch, year) {
      case .success(let received): returns.append(received)
      case .failure(let refusal): refusals.append(refusal)
      }
    }
    return (returns, refusals)
  }

  private static func read(
    _ batch: SortedFiles.Batch, _ asked: CollectionYear?
  ) -> Result<ReceivedReturn, Refusal> {
    let content: Content
    let guess: CollectionYearGuess?
    let (refusals, notes): ([Refusal], [ReadingNote])
    if batch.form.name == ReturnForm.ssda903.name {
      let read = SSDA903Return(batch.files)
      (content, guess) = (.ssda903(read), read.collectionYear)
      (refusals, notes) = (read.refusals, read.notes)
    } else {
      let read = CINReturn(batch.files)
      (content, guess) = (.cin(read), read.collectionYear)
      (refusals, notes) = (read.refusals, read.notes)
    }
    guard let year = asked ?? guess?.year else {
      return .failure(
        Refusal(
          .file, file: batch.files.map(\.name).joined(separator: ", "),
          reason: "no date in it says which collection year it is for",
          remedy: "Say which year it is for, such as 2017-18."))
    }
    return .success(
      ReceivedReturn(
        content: content, year: year, yearGuess: asked == nil ? guess : nil, refusals: refusals,
        notes: notes, files: batch.files))
  }
}
