import CZip

/// Files in one zip archive.
public enum ZipPacking {
  public struct CannotPack: Error, CustomStringConvertible {
    public let description: String
  }

  /// The same files give the same bytes.
  public static func bytes(_ files: [OutputFile]) throws(CannotPack) -> [UInt8] {
    var error = zip_error_t()
    guard let target = zip_source_buffer_create(nil, 0, 0, &error) else { throw failure(&error) }
    // Kept beyond the archive, which takes one hold of it with it when it is closed.
    zip_source_keep(target)
    defer { zip_source_free(target) }
    guard let archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error) else {
      zip_source_free(target)
      throw failure(&error)
    }
    // libzip reads what it packs only when the archive is closed.
    let held = files.map { file in
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: file.bytes.count, alignment: 1)
      copy.copyBytes(from: file.bytes)
      return copy
    }
    defer { for one in held { one.deallocate() } }
    for (file, bytes) in zip(files, held) {
      guard
        let source = zip_source_buffer(archive, bytes.baseAddress, UInt64(bytes.count), 0)
      else {
        zip_discard(archive)
        throw CannotPack(description: "There is not enough memory to pack \(file.name).")
      }
      let index = zip_file_add(archive, file.name, source, UInt32(ZIP_FL_ENC_UTF_8))
      guard index >= 0 else {
        zip_source_free(source)
        zip_discard(archive)
        throw CannotPack(description: "\(file.name) cannot be packed.")
      }
      // The first moment that a zip archive can hold: when it was made is on its page.
      zip_file_set_dostime(archive, UInt64(index), 0, 0x21, 0)
    }
    guard zip_close(archive) == 0 else {
      zip_discard(archive)
      throw CannotPack(description: "The files cannot be packed.")
    }
    return try read(target)
  }

  private static func read(_ source: OpaquePointer) throws(CannotPack) -> [UInt8] {
    var about = zip_stat_t()
    guard zip_source_stat(source, &about) == 0, zip_source_open(source) == 0 else {
      throw CannotPack(description: "What was packed cannot be read.")
    }
    defer { zip_source_close(source) }
    var bytes = [UInt8](repeating: 0, count: Int(about.size))
    let count = bytes.withUnsafeMutableBytes {
      zip_source_read(source, $0.baseAddress, UInt64($0.count))
    }
    guard count == bytes.count else {
      throw CannotPack(description: "What was packed cannot be read.")
    }
    return bytes
  }

  private static func failure(_ error: inout zip_error_t) -> CannotPack {
    defer { zip_error_fini(&error) }
    return CannotPack(description: String(cString: zip_error_strerror(&error)))
  }
}
