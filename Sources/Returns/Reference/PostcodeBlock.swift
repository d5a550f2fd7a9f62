#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The memory of `PackedPostcodes`: our own, or a file that is mapped.
///
/// `@unchecked`: nothing writes to it once it has been handed over.
final class PostcodeBlock: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// Takes over memory that was allocated.
  init(owning bytes: UnsafeMutableRawBufferPointer) {
    self.bytes = UnsafeRawBufferPointer(bytes)
    isMapped = false
  }

  /// Maps a file into memory; nil where that is not possible.
  init?(path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard let stamp = FileStamp(descriptor), stamp.size > 0,
      let start = mmap(nil, Int(stamp.size), PROT_READ, MAP_PRIVATE, descriptor, 0),
      start != MAP_FAILED
    else { return nil }
    bytes = UnsafeRawBufferPointer(start: start, count: Int(stamp.size))
    isMapped = true
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    } else {
      bytes.deallocate()
    }
  }
}

/// What tells that a file has not changed.
struct FileStamp: Equatable {
  var size: Int64
  /// Nanoseconds since 1970.
  var modified: Int64

  /// The stamp of an ordinary file that is open; nil for anything else.
  init?(_ descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    size = Int64(status.st_size)
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    modified = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }

  init(size: Int64, modified: Int64) {
    self.size = size
    self.modified = modified
  }
}

/// The first 64 bytes of a block.
struct PostcodeBlockHead {
  static let size = 64
  /// Where the stamp of the file stands.
  static let sourceBytes = 8..<24
  /// "KITHPC" and the version of the format; on a machine with the other order of bytes it differs.
  private static let mark: UInt64 = 0x4B49_5448_5043_0002

  var source: FileStamp
  var count: Int
  var districts: Int
  var lines: Int
  /// Of bytes, the whole block.
  var size: Int { table + lines * PostcodeLine.size }
  /// Where the table begins: at a multiple of 64.
  var table: Int { PostcodeBlockHead.size + (districts * 16 + 63) / 64 * 64 }

  init(source: FileStamp, count: Int, districts: Int) {
    self.source = source
    self.count = count
    self.districts = districts
    // Four of five slots are used at most.
    lines = count / 4 + 1
  }

  /// Reads a head; nil where the bytes hold none or it makes no sense.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= PostcodeBlockHead.size else { return nil }
    func word(_ place: Int) -> UInt64 {
      bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self)
    }
    guard word(0) == PostcodeBlockHead.mark, word(3) <= 1 << 30,
      word(4) <= UInt64(PostcodeEntry.districts), (1...(1 << 30)).contains(word(5))
    else { return nil }
    source = FileStamp(
      size: Int64(bitPattern: word(1)), modified: Int64(bitPattern: word(2)))
    count = Int(word(3))
    districts = Int(word(4))
    lines = Int(word(5))
  }

  func write(to bytes: UnsafeMutableRawBufferPointer) {
    let words: [UInt64] = [
      PostcodeBlockHead.mark, UInt64(bitPattern: source.size),
      UInt64(bitPattern: source.modified), UInt64(count), UInt64(districts), UInt64(lines), 0,
      0,
    ]
    for (place, word) in words.enumerated() {
      bytes.storeBytes(of: word, toByteOffset: place * 8, as: UInt64.self)
    }
  }
}
