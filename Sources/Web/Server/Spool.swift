import Foundation
import Returns
import Synchronization

/// Where a file that arrives is kept: in memory while it is small, else in a file without a name.
///
/// The file is taken out of its folder as soon as it is made, so that it is gone with whoever holds it,
/// however the process ends, and nobody else can open it.
struct Spool {
  /// So many bytes are kept in memory.
  static let most = 64 << 10

  private let folder: String
  private var memory: [UInt8] = []
  private var file: SpooledFile?

  /// - Parameter folder: for files that are larger
  init(in folder: String) { self.folder = folder }

  /// - Throws: `FormError.noRoom` where the file cannot be written
  mutating func append(_ bytes: ArraySlice<UInt8>) throws(FormError) {
    memory += bytes
    if memory.count <= Spool.most { return }
    let kept: SpooledFile
    if let file { kept = file } else { kept = try SpooledFile(in: folder) }
    file = kept
    try kept.append(memory)
    memory.removeAll(keepingCapacity: true)
  }

  /// What arrived, when all of it has.
  func contents() throws(FormError) -> ReceivedFile.Contents {
    guard let file else { return .memory(memory) }
    try file.append(memory)
    return .file(file)
  }
}

/// A file without a name, private to the process.
final class SpooledFile: ReceivedBytes {
  let descriptor: Int32
  private let written = Atomic<Int>(0)

  var count: Int { written.load(ordering: .relaxed) }

  /// - Throws: `FormError.noRoom`
  init(in folder: String) throws(FormError) {
    let path = folder + "/kith-upload-" + UUID().uuidString
    // For this account alone.
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .noRoom }
    unlink(path)
  }

  deinit { close(descriptor) }

  fileprivate func append(_ bytes: [UInt8]) throws(FormError) {
    var done = 0
    while done < bytes.count {
      let put = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if put < 0, errno == EINTR { continue }
      guard put > 0 else { throw .noRoom }
      done += put
    }
    written.add(done, ordering: .relaxed)
  }
}
