public import Foundation

/// A file that Kith made, ready to be sent or saved.
public struct OutputFile: Sendable, Hashable {
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The bytes as text, for showing.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Saves the file into a folder, replacing a file of the same name only once it is complete.
  public func write(to folder: URL) throws {
    try Data(bytes).write(to: folder.appendingPathComponent(name), options: .atomic)
  }
}
