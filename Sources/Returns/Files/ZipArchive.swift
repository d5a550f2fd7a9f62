import CZip

/// Reads the files inside a zip file, within limits; nothing is written to disk.
enum ZipArchive {
  /// What came out of a zip file.
  struct Contents {
    var files: [(name: String, bytes: [UInt8])] = []
    var refusals: [Refusal] = []
  }

  /// Unpacks `bytes`.
  ///
  /// Sizes that the zip file claims are checked before anything is unpacked, and the real ones
  /// while it is.
  ///
  /// - Throws: a `Refusal` of the whole file when it is broken or goes beyond the limits.
  static func contents(
    of name: String, _ bytes: [UInt8], limits: ReadingLimits
  ) throws(Refusal) -> Contents {
    let outcome: Result<Contents, Refusal> = bytes.withUnsafeBytes { raw in
      var error = zip_error_t()
      zip_error_init(&error)
      defer { zip_error_fini(&error) }
      guard let source = zip_source_buffer_create(raw.baseAddress, UInt64(raw.count), 0, &error)
      else { return .failure(broken(name)) }
      guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
        zip_source_free(source)
        return .failure(broken(name))
      }
      defer { zip_discard(archive) }
      return Result { () throws(Refusal) in try contents(of: archive, name, limits) }
    }
    return try outcome.get()
  }

  private static func contents(
    of archive: OpaquePointer, _ name: String, _ limits: ReadingLimits
  ) throws(Refusal) -> Contents {
    let count = zip_get_num_entries(archive, 0)
    guard count <= limits.files else {
      throw Refusal(
        .file, file: name, reason: "the zip file holds \(count) files",
        expected: "\(limits.files) at most", remedy: "Pack only the files of the return.")
    }
    var contents = Contents()
    var unpacked = 0
    for index in 0..<UInt64(max(count, 0)) {
      guard let entry = Entry(archive, index) else { throw broken(name) }
      if ["[Content_Types].xml", "mimetype"].contains(entry.name) { throw .spreadsheet(name) }
      if entry.isIgnored { continue }
      guard entry.size <= limits.unpackedBytes - unpacked, entry.size <= limits.fileBytes else {
        throw tooMuch(
          name, entry.name, "unpacks to more than \(Refusal.megabytes(limits.unpackedBytes))")
      }
      guard entry.size < 1 << 20 || entry.size / max(entry.packedSize, 1) <= limits.packingRatio
      else {
        throw tooMuch(name, entry.name, "is packed more than \(limits.packingRatio) times smaller")
      }
      if entry.isEncrypted {
        contents.refusals.append(
          Refusal(
            .file, file: entry.name, reason: "it is protected by a password inside \(name)",
            remedy: "Unpack it with the password, and load the files."))
        continue
      }
      guard let bytes = read(archive, index, size: entry.size) else {
        contents.refusals.append(
          Refusal(
            .file, file: entry.name, reason: "it is damaged inside \(name)",
            remedy: "Pack the files again."))
        continue
      }
      unpacked += bytes.count
      contents.files.append((entry.name, bytes))
    }
    return contents
  }

  /// The bytes of one file; nil where they cannot be unpacked, do not match their checksum, or are
  /// not as many as the zip file claims.
  private static func read(_ archive: OpaquePointer, _ index: UInt64, size: Int) -> [UInt8]? {
    guard let file = zip_fopen_index(archive, index, 0) else { return nil }
    defer { zip_fclose(file) }
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = zip_fread(file, buffer.baseAddress.map { $0 + count }, UInt64(size - count))
        if got <= 0 { return }
        count += Int(got)
      }
      // Reading past the end makes libzip compare the checksum, and shows a claimed size that lies.
      var extra: UInt8 = 0
      isWhole = zip_fread(file, &extra, 1) == 0
    }
    return isWhole ? bytes : nil
  }

  private static func broken(_ name: String) -> Refusal {
    Refusal(
      .file, file: name, reason: "the zip file is damaged or incomplete",
      remedy: "Pack it again, or load the files in it one by one.")
  }

  private static func tooMuch(_ name: String, _ entry: String, _ reason: String) -> Refusal {
    Refusal(
      .file, file: name, reason: "“\(entry)” in the zip file \(reason)",
      expected: "the files of one authority's return",
      remedy: "If it is really what it says, unpack it and load the files.")
  }
}

/// What a zip file says about one file in it.
private struct Entry {
  let name: String
  let size: Int
  let packedSize: Int
  let isEncrypted: Bool

  init?(_ archive: OpaquePointer, _ index: UInt64) {
    var status = zip_stat_t()
    zip_stat_init(&status)
    let needed = UInt64(ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE)
    guard zip_stat_index(archive, index, 0, &status) == 0, status.valid & needed == needed,
      let name = status.name, let size = Int(exactly: status.size),
      let packedSize = Int(exactly: status.comp_size)
    else { return nil }
    self.name = String(cString: name)
    self.size = size
    self.packedSize = packedSize
    self.isEncrypted =
      status.valid & UInt64(ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != 0
  }

  /// Folders, and what macOS and Windows leave behind.
  var isIgnored: Bool {
    let parts = name.split(separator: "/")
    return name.hasSuffix("/") || parts.first == "__MACOSX"
      || parts.last.map { $0.hasPrefix(".") || $0 == "Thumbs.db" } ?? true
  }
}
