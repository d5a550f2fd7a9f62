/// The files of a return that was written, and what they could not hold.
public struct WrittenReturn: Sendable {
  public let files: [OutputFile]
  public let notes: [ReadingNote]

  public init(files: [OutputFile], notes: [ReadingNote]) {
    self.files = files
    self.notes = notes
  }
}
