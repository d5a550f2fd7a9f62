#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The packed copy of a directory of postcodes, beside the file.
///
/// It only saves time. Where the folder may not be written to, the file is read each time.
struct PostcodeCache {
  private let path: String

  init(of file: String) { path = file + ".packed" }

  /// The copy, where it was made from the file as it is now.
  func postcodes(_ source: FileStamp) -> PackedPostcodes? {
    guard let block = PostcodeBlock(path: path), let head = PostcodeBlockHead(block.bytes),
      head.source == source
    else { return nil }
    return PackedPostcodes(block)
  }

  /// Writes a copy under another name and puts it in its place, so that nobody sees half of one.
  func keep(_ block: PostcodeBlock) {
    let draft = "\(path).\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return }
    var isWhole = true
    var place = 0
    while place < block.bytes.count, isWhole {
      let wrote = write(
        descriptor, block.bytes.baseAddress.map { $0 + place }, block.bytes.count - place)
      if wrote < 0, errno == EINTR { continue }
      isWhole = wrote > 0
      place += max(wrote, 0)
    }
    isWhole = isWhole && fsync(descriptor) == 0
    isWhole = close(descriptor) == 0 && isWhole
    if !isWhole || rename(draft, path) != 0 { unlink(draft) }
  }
}
