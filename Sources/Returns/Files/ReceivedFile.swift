import Foundation

/// A file that was sent, before anybody looks into it: in memory, or still on disk.
public struct ReceivedFile: Sendable {
  public enum Contents: Sendable {
    case memory([UInt8])
    case file(any ReceivedBytes)
  }

  /// As whoever sent it called it, without folders.
  public let name: String
  private let contents: Contents

  public init(name: String, _ contents: Contents) {
    self.name = name
    self.contents = contents
  }

  public var isEmpty: Bool {
    switch contents {
    case .memory(let bytes): bytes.isEmpty
    case .file(let file): file.count == 0
    }
  }

  /// All of it.
  ///
  /// - Throws: a `Refusal` of the file when it is larger than the limits allow, or plainly no return: then
  ///   no more of it is read than shows that.
  public func bytes(_ limits: ReadingLimits = .standard) throws(Refusal) -> [UInt8] {
    switch contents {
    case .memory(let bytes): return bytes
    case .file(let file):
      return try DiskFile(descriptor: file.descriptor, name: name).read(limits)
    }
  }

  /// Writes it to a file of its own, a piece at a time.
  public func copy(to path: String) throws {
    let made = FileManager.default.createFile(
      atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    guard made, let copy = FileHandle(forWritingAtPath: path) else {
      throw CocoaError(.fileWriteUnknown)
    }
    defer { try? copy.close() }
    switch contents {
    case .memory(let bytes): try copy.write(contentsOf: Data(bytes))
    case .file(let file):
      var place = 0
      while place < file.count {
        var piece = Data(count: min(1 << 20, file.count - place))
        let got = piece.withUnsafeMutableBytes {
          pread(file.descriptor, $0.baseAddress, $0.count, off_t(place))
        }
        guard got > 0 else { throw CocoaError(.fileReadUnknown) }
        try copy.write(contentsOf: piece.prefix(got))
        place += got
      }
    }
  }
}

/// A file on disk that is open for reading as long as somebody holds this.
public protocol ReceivedBytes: AnyObject, Sendable {
  var descriptor: Int32 { get }
  /// How many bytes it has.
  var count: Int { get }
}
