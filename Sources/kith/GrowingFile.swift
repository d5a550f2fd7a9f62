import Foundation

/// A file that is written a piece at a time, and takes the place of an older one only once it is
/// complete.
final class GrowingFile {
  private let place: URL
  private let unfinished: URL
  private let handle: FileHandle
  private var fault: (any Error)?
  private var isFinished = false

  /// - Throws: where no file can be made in the folder.
  init(at path: String) throws {
    place = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let kind = try? place.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile
    // A device or a pipe cannot be replaced.
    unfinished =
      kind == false
      ? place
      : place.deletingLastPathComponent().appending(
        path: ".\(place.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)")
    // Fails where the folder does not exist or may not be written to.
    if unfinished != place { try Data().write(to: unfinished) }
    handle = try FileHandle(forWritingTo: unfinished)
  }

  deinit {
    if !isFinished, unfinished != place { try? FileManager.default.removeItem(at: unfinished) }
  }

  /// Adds a piece; what goes wrong is thrown by `finish`.
  func write(_ bytes: [UInt8]) {
    guard fault == nil else { return }
    do {
      try handle.write(contentsOf: Data(bytes))
    } catch {
      fault = error
    }
  }

  /// Puts the file in its place.
  func finish() throws {
    if let fault { throw fault }
    try handle.close()
    guard unfinished == place || rename(unfinished.path, place.path) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
    isFinished = true
  }
}
