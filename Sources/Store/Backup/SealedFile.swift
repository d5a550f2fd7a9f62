import Foundation
import Secrets

/// A stream sealed in a file: two lines that anyone may read, an empty one, and sealed pieces.
///
/// Source: `docs/backup-format.md`.
enum SealedFile {
  static let firstLine = "Kith backup "

  static func preamble(_ key: StreamKey) -> [UInt8] {
    Array("\(firstLine)\(StreamFormat.number)\nkey \(key.name)\n\n".utf8)
  }

  /// Writes a new file, for its owner's eyes only.
  final class Sink: StreamSink {
    private let file: FileHandle
    private let path: String
    private var sealer: StreamSealer

    /// - Throws: `BackupUnusable` where the file cannot be made.
    init(_ path: String, _ key: StreamKey) throws {
      self.path = path
      guard
        FileManager.default.createFile(
          atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
        let file = FileHandle(forWritingAtPath: path)
      else {
        throw BackupUnusable(
          "\(path) cannot be written. Choose another folder, or give the account that runs this "
            + "command the right to write there.")
      }
      self.file = file
      sealer = StreamSealer(key)
      try put(SealedFile.preamble(key) + sealer.header)
    }

    func write(_ piece: [UInt8], isLast: Bool) throws {
      let sealed = sealer.seal(piece, isLast: isLast)
      let count = withUnsafeBytes(of: UInt32(sealed.count).littleEndian) { Array($0) }
      try put(count + sealed)
      if isLast {
        // On the disk before anybody relies on it.
        try file.synchronize()
        try file.close()
      }
    }

    private func put(_ bytes: [UInt8]) throws {
      do {
        try file.write(contentsOf: Data(bytes))
      } catch {
        throw BackupUnusable(
          "\(path) could not be written to its end: \(reason(error)). No backup was made.")
      }
    }
  }

  /// Reads a file from its beginning.
  final class Source: StreamSource {
    let name: String
    private let file: FileHandle
    private var opener: StreamOpener
    private var isFirst = true
    private var isAtEnd = false

    /// - Throws: `BackupUnusable` for what is no backup, or one of another key or a newer format.
    init(_ path: String, _ key: StreamKey) throws {
      name = path
      guard FileManager.default.fileExists(atPath: path) else {
        throw BackupUnusable("There is no file \(path).")
      }
      guard let file = FileHandle(forReadingAtPath: path) else {
        throw BackupUnusable(
          "\(path) cannot be read. Give the account that runs this command the right to read it.")
      }
      self.file = file
      let lines = try Source.preamble(file, path)
      guard let format = Int(lines.format) else { throw BackupUnusable.damaged(path) }
      guard format <= StreamFormat.number else { throw BackupUnusable.newer(path) }
      guard lines.key == key.name else {
        throw BackupUnusable(
          "\(path) was sealed with another key: with \(lines.key), not with \(key.name). The name "
            + "of a key stands in the first line of its file.")
      }
      let header = try Source.read(file, StreamSealer.headerCount, path)
      guard header.count == StreamSealer.headerCount else { throw BackupUnusable.cut(path) }
      guard let opener = StreamOpener(key, header: header) else {
        throw BackupUnusable.damaged(path)
      }
      self.opener = opener
    }

    deinit { try? file.close() }

    func next() throws -> [UInt8]? {
      if isAtEnd {
        guard try Source.read(file, 1, name).isEmpty else { throw BackupUnusable.damaged(name) }
        return nil
      }
      let length = try Source.read(file, 4, name)
      guard length.count == 4 else { throw BackupUnusable.cut(name) }
      let count = length.reversed().reduce(0) { $0 << 8 | Int($1) }
      guard (StreamSealer.added...StreamFormat.pieceCount + StreamSealer.added).contains(count)
      else { throw BackupUnusable.damaged(name) }
      let sealed = try Source.read(file, count, name)
      guard sealed.count == count else { throw BackupUnusable.cut(name) }
      guard let (piece, isLast) = opener.open(sealed) else { throw BackupUnusable.damaged(name) }
      isAtEnd = isLast
      return piece
    }

    private static func preamble(
      _ file: FileHandle, _ path: String
    ) throws -> (format: Substring, key: Substring) {
      var text: [UInt8] = []
      while text.count < 200, !text.suffix(2).elementsEqual([10, 10]) {
        guard let byte = try read(file, 1, path).first else { break }
        text.append(byte)
      }
      let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
      guard let first = lines.first, first.hasPrefix(SealedFile.firstLine) else {
        throw BackupUnusable("\(path) is not a backup that Kith made.")
      }
      let format = first.dropFirst(SealedFile.firstLine.count)
      let isWhole = text.suffix(2).elementsEqual([10, 10])
      guard isWhole, lines.count == 2, lines[1].hasPrefix("key ") else {
        // A newer version may say something else here.
        if let number = Int(format), number > StreamFormat.number {
          throw BackupUnusable.newer(path)
        }
        throw text.count < 200 ? BackupUnusable.cut(path) : BackupUnusable.damaged(path)
      }
      return (format, lines[1].dropFirst(4))
    }

    private static func read(_ file: FileHandle, _ count: Int, _ path: String) throws -> [UInt8] {
      do {
        return Array(try file.read(upToCount: count) ?? Data())
      } catch {
        throw BackupUnusable(
          "\(path) cannot be read to its end: \(reason(error)). Check the disk that it is on.")
      }
    }
  }
}

/// What the operating system says of an error.
private func reason(_ error: any Error) -> String {
  let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
  return underlying?.domain == NSPOSIXErrorDomain
    ? String(cString: strerror(Int32(underlying?.code ?? 0))) : error.localizedDescription
}
