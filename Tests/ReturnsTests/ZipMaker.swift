import CZip
import Testing

/// Packs files as zip, in memory.
enum ZipMaker {
  static func zip(_ files: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
    var error = zip_error_t()
    let source = try #require(zip_source_buffer_create(nil, 0, 0, &error))
    zip_source_keep(source)
    let archive = try #require(zip_open_from_source(source, ZIP_TRUNCATE, &error))
    // The bytes have to stay where they are until the archive is closed.
    let kept = files.map { file in
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: file.bytes.count, alignment: 1)
      copy.copyBytes(from: file.bytes)
      return copy
    }
    defer { for copy in kept { copy.deallocate() } }
    for (file, copy) in Swift.zip(files, kept) {
      let entry = zip_source_buffer(archive, copy.baseAddress, UInt64(copy.count), 0)
      zip_file_add(archive, file.name, entry, 0)
    }
    zip_close(archive)
    zip_source_open(source)
    var status = zip_stat_t()
    zip_source_stat(source, &status)
    var bytes = [UInt8](repeating: 0, count: Int(status.size))
    zip_source_read(source, &bytes, status.size)
    zip_source_close(source)
    zip_source_free(source)
    return bytes
  }
}
