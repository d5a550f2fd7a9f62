/// One file of text as received, read once and held as UTF-8.
public struct SourceFile: Sendable {
  /// What kind of text it holds.
  public enum Form: Sendable {
    case table, xml
  }

  /// What people call it; inside a zip file, with the folders in it.
  public let name: String
  public let form: Form
  public let encoding: TextEncoding

  /// The bytes exactly as received, for the hash and the archive.
  public let received: [UInt8]

  /// The text in UTF-8, including a byte order mark if there is one; shares its storage with
  /// `received` unless it had to be converted.
  public let bytes: [UInt8]

  /// Where the text begins in `bytes`: after the byte order mark.
  public let textStart: Int

  public let notes: [ReadingNote]

  /// Takes the bytes of one file.
  ///
  /// - Throws: a `Refusal` of the file when it is empty, too large, or not text.
  public init(
    name: String, bytes received: [UInt8], limits: ReadingLimits = .standard
  ) throws(Refusal) {
    guard !received.isEmpty else { throw .emptyFile(name) }
    guard received.count <= limits.fileBytes else { throw .tooLarge(name, limits.fileBytes) }
    if let signature = FileSignature(received) { throw .notText(name, signature) }
    guard let decoding = TextDecoding(received) else { throw .binary(name) }

    let bytes = decoding.converted ?? received
    let textStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = bytes[textStart...].first { !$0.isBlankOrBreak }
    guard let first else { throw .emptyFile(name) }

    self.name = name
    self.received = received
    self.bytes = bytes
    self.textStart = textStart
    self.encoding = decoding.encoding
    self.form = first == UInt8(ascii: "<") ? .xml : .table
    self.notes = decoding.note(on: name).map { [$0] } ?? []
  }
}

extension TextDecoding {
  fileprivate func note(on file: String) -> ReadingNote? {
    let lines = convertedLines.map(String.init).joined(separator: ", ")
    switch encoding {
    case .utf8, .utf8WithMark: return nil
    case .utf16:
      return ReadingNote("The file is in UTF-16 and was converted to UTF-8.", file: file)
    case .windows1252:
      return ReadingNote(
        "The file is not in UTF-8. It was read as Windows-1252. Check names with accents, such as "
          + "those on line \(lines).", file: file, line: convertedLines.first)
    case .mixed:
      return ReadingNote(
        "Some lines are in UTF-8 and others in Windows-1252; each was read as what it is. Check "
          + "names with accents, such as those on line \(lines).",
        file: file, line: convertedLines.first, weight: .warning)
    }
  }
}

extension UInt8 {
  /// Space, tab, carriage return or line feed.
  var isBlankOrBreak: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

  /// Space or tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
}
