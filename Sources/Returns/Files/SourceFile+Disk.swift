#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension SourceFile {
  /// Reads one file from disk, whole, so that what is read cannot change while it is being used.
  ///
  /// - Throws: a `Refusal` of the file when it cannot be opened, is not an ordinary file, or is
  ///   what `init(name:bytes:limits:)` refuses.
  public init(path: String, limits: ReadingLimits = .standard) throws(Refusal) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    self = try SourceFile(
      name: name, bytes: DiskFile(path: path, name: name).read(limits), limits: limits)
  }
}

/// A file on disk, open for reading.
struct DiskFile: ~Copyable {
  private let name: String
  private let descriptor: Int32
  private let size: Int

  init(path: String, name: String) throws(Refusal) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw DiskFile.refusal(path, name, errno) }
    var status = stat()
    let found = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    guard found else {
      close(descriptor)
      throw Refusal(
        .file, file: name, reason: "this is not an ordinary file",
        expected: "a CSV, XML or zip file", remedy: "Choose the file itself.")
    }
    self.name = name
    self.descriptor = descriptor
    self.size = Int(status.st_size)
  }

  /// A file that somebody else has open, and keeps open.
  init(descriptor given: Int32, name: String) throws(Refusal) {
    let descriptor = dup(given)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      let number = errno
      if descriptor >= 0 { close(descriptor) }
      throw DiskFile.refusal(name, name, number)
    }
    self.name = name
    self.descriptor = descriptor
    self.size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// All bytes of the file.
  ///
  /// A table whose line never ends is refused as soon as that shows, so a runaway file costs
  /// no more memory than its longest permitted line; so is what begins as no text does.
  func read(_ limits: ReadingLimits) throws(Refusal) -> [UInt8] {
    guard size > 0 else { throw .emptyFile(name) }
    guard size <= limits.fileBytes else { throw .tooLarge(name, limits.fileBytes) }
    var failure: Refusal?
    let size = size
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      var lines = LineWatch(limit: limits.lineBytes)
      while count < size, failure == nil {
        let room = min(DiskFile.chunk, size - count)
        let got = DiskFile.read(
          descriptor, at: count,
          into: UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[count..<(count + room)]))
        if got < 0 { failure = DiskFile.refusal(name, name, errno) }
        if got <= 0 { break }
        let fresh = UnsafeRawBufferPointer(
          rebasing: UnsafeRawBufferPointer(buffer)[count..<(count + got)])
        if count == 0 {
          lines.isWatching = DiskFile.looksLikeTable(fresh)
          failure = DiskFile.refusal(name, beginning: fresh)
          if failure != nil { break }
        }
        if !lines.take(fresh) { failure = .longLine(name, line: nil, limits.lineBytes) }
        count += got
      }
    }
    if let failure { throw failure }
    guard bytes.count == size, !hasMore else {
      throw Refusal(
        .file, file: name, reason: "the file changed while it was being read",
        remedy: "Wait until it is completely written, then load it again.")
    }
    return bytes
  }

  private static let chunk = 1 << 20

  private var hasMore: Bool {
    var byte: UInt8 = 0
    return withUnsafeMutableBytes(of: &byte) { DiskFile.read(descriptor, at: size, into: $0) } > 0
  }

  private static func read(
    _ descriptor: Int32, at place: Int, into buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    var got = 0
    repeat {
      #if canImport(Glibc)
        got = Glibc.pread(descriptor, buffer.baseAddress, buffer.count, off_t(place))
      #else
        got = Darwin.pread(descriptor, buffer.baseAddress, buffer.count, off_t(place))
      #endif
    } while got < 0 && errno == EINTR
    return got
  }

  /// Of a file whose first bytes show that it holds no text, and is no zip file either.
  private static func refusal(
    _ name: String, beginning start: UnsafeRawBufferPointer
  ) -> Refusal? {
    switch FileSignature(start) {
    case .zip: return nil
    case let other?: return .notText(name, other)
    case nil: break
    }
    let isUTF16 = start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
    return !isUTF16 && start.contains(0) ? .binary(name) : nil
  }

  private static func looksLikeTable(_ start: UnsafeRawBufferPointer) -> Bool {
    if FileSignature(start) != nil { return false }
    let first = start.first { !$0.isBlankOrBreak && !(0xBB...0xFF).contains($0) }
    return first != UInt8(ascii: "<")
  }

  static func refusal(_ path: String, _ name: String, _ code: Int32) -> Refusal {
    switch code {
    case ENOENT, ENOTDIR:
      Refusal(
        .file, file: path, reason: "there is no such file or folder",
        remedy: "Check the spelling of the path.")
    case EACCES, EPERM:
      Refusal(
        .file, file: path, reason: "Kith has no permission to read it",
        remedy: "Give the account that runs Kith permission to read it, or copy it elsewhere.")
    default:
      Refusal(
        .file, file: path, reason: "it could not be read (\(String(cString: strerror(code))))",
        remedy: "Try again, or copy it elsewhere.")
    }
  }
}

/// Watches bytes go by for a line that does not end.
private struct LineWatch {
  let limit: Int
  var isWatching = false
  private var sinceBreak = 0

  init(limit: Int) { self.limit = limit }

  /// False once a line has run on beyond the limit.
  mutating func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard isWatching else { return true }
    let isBreak = { (byte: UInt8) in byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
    if let last = bytes.lastIndex(where: isBreak), let first = bytes.firstIndex(where: isBreak) {
      let longest = sinceBreak + first
      sinceBreak = bytes.count - last - 1
      return longest <= limit
    }
    sinceBreak += bytes.count
    return sinceBreak <= limit
  }
}
