import CZip

/// The parts of an office document, which is a zip file of XML files, unpacked as they are asked for
/// and never more than the limits allow.
///
/// Lives on one thread, for the time of one file.
final class PackedParts {
  private let archive: OpaquePointer
  private let file: String
  private let limits: WorkbookLimits
  /// Keeps the bytes that the archive reads from where they are.
  private let held: UnsafeMutableRawBufferPointer
  private var unpacked = 0

  /// - Throws: a `Refusal` of the file when it is no zip file or is damaged.
  init(_ name: String, _ bytes: [UInt8], limits: WorkbookLimits) throws(Refusal) {
    let held = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    held.copyBytes(from: bytes)
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    let source = zip_source_buffer_create(held.baseAddress, UInt64(held.count), 0, &error)
    guard let source, let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      if let source { zip_source_free(source) }
      held.deallocate()
      throw Refusal(
        .file, file: name, reason: "the workbook is damaged or incomplete",
        expected: "an Excel workbook (.xlsx)", remedy: "Save it again in Excel.")
    }
    self.archive = archive
    self.held = held
    self.file = name
    self.limits = limits
  }

  deinit {
    zip_discard(archive)
    held.deallocate()
  }

  func has(_ part: String) -> Bool { zip_name_locate(archive, part, UInt32(ZIP_FL_NOCASE)) >= 0 }

  /// Unpacks a part piece by piece until `take` has enough.
  ///
  /// - Throws: a `Refusal` of the file when the part is damaged or larger than the limits allow.
  func read(_ part: String, _ take: (UnsafeRawBufferPointer) -> Bool) throws(Refusal) {
    let index = zip_name_locate(archive, part, UInt32(ZIP_FL_NOCASE))
    guard index >= 0, let entry = zip_fopen_index(archive, UInt64(index), 0) else {
      throw damaged(part)
    }
    defer { zip_fclose(entry) }
    let packedSize = packedSize(UInt64(index))
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
    defer { piece.deallocate() }
    var size = 0
    while true {
      let got = zip_fread(entry, piece.baseAddress, UInt64(piece.count))
      if got == 0 { return }
      guard got > 0 else { throw damaged(part) }
      size += Int(got)
      unpacked += Int(got)
      // What comes out is counted, not what the file claims.
      guard unpacked <= limits.unpackedBytes else {
        throw tooMuch("unpacks to more than \(Refusal.megabytes(limits.unpackedBytes))")
      }
      guard size < 1 << 20 || size / max(packedSize, 1) <= limits.packingRatio else {
        throw tooMuch("has a part packed more than \(limits.packingRatio) times smaller")
      }
      if !take(UnsafeRawBufferPointer(rebasing: piece[..<Int(got)])) { return }
    }
  }

  private func packedSize(_ index: UInt64) -> Int {
    var status = zip_stat_t()
    zip_stat_init(&status)
    guard zip_stat_index(archive, index, 0, &status) == 0 else { return 0 }
    return Int(exactly: status.comp_size) ?? 0
  }

  private func damaged(_ part: String) -> Refusal {
    Refusal(
      .file, file: file, reason: "“\(part)” in the workbook is missing or damaged",
      expected: "an Excel workbook (.xlsx)", remedy: "Save it again in Excel.")
  }

  private func tooMuch(_ reason: String) -> Refusal {
    Refusal(
      .file, file: file, reason: "the workbook \(reason)",
      expected: "a list of some ten thousand rows",
      remedy: "Copy the rows that are needed into a new workbook.")
  }
}

/// How much of a workbook Kith is ready to read.
struct WorkbookLimits: Sendable {
  /// Bytes of all parts together, unpacked.
  var unpackedBytes = 512 << 20
  /// How many times larger a part may be than its packed form.
  var packingRatio = 500
  /// Cells with something in them, on one sheet.
  var cells = 4_000_000
  /// Columns that are looked at; Excel has 16,384.
  var columns = 1000
  /// Bytes of one cell; Excel has 32,767 characters.
  var cellBytes = 1 << 17
  /// Texts that cells share.
  var sharedTexts = 4_000_000

  static let standard = WorkbookLimits()
}
