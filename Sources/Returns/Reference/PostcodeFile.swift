#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads a directory of postcodes: `POSTCODE,LAUA,EASTING,NORTHING`, or the ONS Postcode Directory
/// or National Statistics Postcode Lookup as published.
///
/// The file may be larger than memory: it is read in pieces, and only its packed form is kept. That
/// is also written beside the file, as `postcodes.csv.packed`, and used as long as the file's size
/// and time of change stay the same.
struct PostcodeFile {
  let path: String
  let name: String
  private(set) var notes: [ReadingNote] = []
  private(set) var refusals: [Refusal] = []
  private var furtherRefusals = 0

  init(path: String, name: String) {
    self.path = path
    self.name = name
  }

  /// How many mistakes of one file are told one by one.
  static let mostRefusals = 1000

  /// Reads the file or its packed copy; nil where there is no postcode in it.
  mutating func read() -> PackedPostcodes? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      refusals.append(DiskFile.refusal(name, name, errno))
      return nil
    }
    defer { close(descriptor) }
    guard let stamp = FileStamp(descriptor) else {
      refusals.append(
        Refusal(
          .file, file: name, reason: "this is not an ordinary file", expected: "a CSV file",
          remedy: "Choose the file itself."))
      return nil
    }
    if let packed = PostcodeCache(of: path).postcodes(stamp) {
      say(packed.count)
      return packed
    }
    guard let packed = pack(descriptor, stamp) else { return nil }
    say(packed.count)
    return packed
  }

  private mutating func say(_ count: Int) {
    notes.append(
      ReadingNote("\(counted(count, "postcode was", "postcodes were")) read.", file: name))
  }

  private mutating func pack(_ descriptor: Int32, _ stamp: FileStamp) -> PackedPostcodes? {
    var packer = PostcodePacker()
    // A line of the short form has some 30 bytes; of the long one, ten times as many.
    packer.reserve(min(Int(stamp.size) / 32 + 1, 3_000_000))
    do throws(Refusal) {
      try readRows(descriptor, into: &packer)
    } catch {
      refusals.append(error)
      if packer.isEmpty { return nil }
    }
    guard !packer.isEmpty else {
      if refusals.isEmpty {
        refusals.append(
          Refusal(
            .file, file: name, reason: "there is no postcode in it",
            expected: "a row for each postcode", remedy: "Check that it is the right file."))
      }
      return nil
    }
    let (block, conflicts) = packer.pack(source: stamp)
    for conflict in conflicts {
      refuse(
        Refusal(
          .row, file: name, line: conflict.line, field: "POSTCODE", value: conflict.postcode,
          reason: "line \(conflict.firstLine) puts this postcode somewhere else, and was kept",
          expected: "each postcode once", remedy: "Take out the wrong one."))
    }
    if furtherRefusals > 0 {
      notes.append(
        ReadingNote(
          "\(counted(furtherRefusals, "more row", "more rows")) could not be read, for reasons like "
            + "those given.",
          file: name, weight: .warning))
    }
    // Mistakes are to be told each time, so a file with mistakes is read each time.
    if refusals.isEmpty, FileStamp(descriptor) == stamp {
      PostcodeCache(of: path).keep(block)
    }
    return PackedPostcodes(block)
  }

  private mutating func refuse(_ refusal: Refusal) {
    if refusals.count < PostcodeFile.mostRefusals {
      refusals.append(refusal)
    } else {
      furtherRefusals += 1
    }
  }
}

extension PostcodeFile {
  /// Reads the file in pieces that end where a line does.
  ///
  /// No cell of a directory of postcodes holds a line break.
  private mutating func readRows(
    _ descriptor: Int32, into packer: inout PostcodePacker
  ) throws(Refusal) {
    let size = 4 << 20
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: size)
    defer { buffer.deallocate() }
    var filled = 0
    var columns: PostcodeColumns?
    var line = 1
    var isAtEnd = false
    while !isAtEnd {
      let got = fill(buffer, from: filled, descriptor)
      guard got >= 0 else { throw DiskFile.refusal(name, name, errno) }
      filled += got
      isAtEnd = filled < size
      var end = filled
      if !isAtEnd {
        let text = UnsafeBufferPointer(rebasing: buffer[..<filled])
        guard let lineEnd = text.lastIndex(of: 0x0A) ?? text.dropLast().lastIndex(of: 0x0D) else {
          throw .longLine(name, line: line, size)
        }
        end = lineEnd + 1
      }
      let piece = UnsafeBufferPointer(rebasing: buffer[..<end])
      var start = 0
      if columns == nil {
        let head = try PostcodeColumns(of: piece, name: name)
        columns = head
        start = head.end
        line = head.nextLine
      }
      if let columns { line = take(piece, from: start, line: line, columns, into: &packer) }
      // What is left of a line goes to the front.
      let rest = filled - end
      if rest > 0, let base = buffer.baseAddress { memmove(base, base + end, rest) }
      filled = rest
    }
    guard columns != nil else { throw .emptyFile(name) }
  }

  private func fill(
    _ buffer: UnsafeMutableBufferPointer<UInt8>, from start: Int, _ descriptor: Int32
  ) -> Int {
    var total = 0
    while start + total < buffer.count {
      let got = readBytes(
        descriptor, buffer.baseAddress.map { $0 + start + total }, buffer.count - start - total)
      if got < 0 {
        if errno == EINTR { continue }
        return -1
      }
      if got == 0 { break }
      total += got
    }
    return total
  }

  /// Takes the rows of a piece and returns the number of the line that follows.
  private mutating func take(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, line: Int, _ columns: PostcodeColumns,
    into packer: inout PostcodePacker
  ) -> Int {
    var scanner = CSVScanner(
      text, dialect: columns.dialect, from: start, line: line, lineLimit: 1 << 20)
    let width = columns.width
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: width) { ends in
      ends.initialize(repeating: 0)
      guard let cells = ends.baseAddress else { return line }
      while let record = scanner.next(cells, width: width) {
        if record.fault == .blank { continue }
        guard record.fault == .none, record.cells >= width else {
          refuse(
            Refusal(
              .row, file: name, line: record.line,
              reason: record.fault == .none
                ? "the row has only \(record.cells) cells"
                : "a quotation mark in it opens or closes in the wrong place",
              expected: "at least \(width) cells, as the column names say",
              remedy: Refusal.mendRow,
              text: String(decoding: text[record.start..<record.end], as: UTF8.self)))
          continue
        }
        func cell(_ column: Int) -> UnsafeBufferPointer<UInt8> {
          let from = column == 0 ? record.start : Int(cells[column - 1]) + 1
          return text.cleaned(from, Int(cells[column]))
        }
        take(cell, columns, line: record.line, into: &packer)
      }
      return scanner.line
    }
  }

  private mutating func take(
    _ cell: (Int) -> UnsafeBufferPointer<UInt8>, _ columns: PostcodeColumns, line: Int,
    into packer: inout PostcodePacker
  ) {
    func refusal(
      _ extent: Refusal.Extent, _ column: Int, _ reason: String, _ expected: String
    ) -> Refusal {
      Refusal(
        extent, file: name, line: line, field: columns.names[column],
        value: String(decoding: cell(column), as: UTF8.self), reason: reason, expected: expected,
        remedy: "Mend it and start again.")
    }
    let postcode = CellText(cell(columns.postcode)).withoutSpaces.uppercased
    guard let key = PostcodeKey(given: postcode) else {
      refuse(refusal(.row, columns.postcode, "this is not a postcode", "a postcode, as LS1 4AP"))
      return
    }
    let district = CellText(cell(columns.district)).uppercased
    guard district.count < 16 else {
      refuse(refusal(.row, columns.district, "this is not a code", "a code such as E08000035"))
      return
    }
    var grid: (easting: Int32, northing: Int32)?
    let east = cell(columns.easting)
    let north = cell(columns.northing)
    if !east.isEmpty || !north.isEmpty {
      let easting = east.wholeNumber
      let northing = north.wholeNumber
      if let easting, let northing, PostcodeEntry.eastings.contains(easting),
        PostcodeEntry.northings.contains(northing)
      {
        grid = (Int32(easting), Int32(northing))
      } else {
        let isEast = easting.map(PostcodeEntry.eastings.contains) ?? false
        refuse(
          refusal(
            .value, isEast ? columns.northing : columns.easting,
            "this is no place on the national grid; the postcode is read without one",
            "whole metres, such as 429000"))
      }
    }
    if let metres = grid, district[0] == UInt8(ascii: "N") {
      grid = IrishGrid.british(easting: metres.easting, northing: metres.northing)
      if let moved = grid, moved.easting < 0 || moved.northing < 0 { grid = nil }
    }
    guard packer.add(key, district: district, grid: grid, line: line) else {
      refuse(
        refusal(
          .row, columns.district, "there are more than \(PostcodeEntry.districts) districts",
          "the code of a local authority district"))
      return
    }
  }
}

/// The system's `read`, under a name of its own beside `PostcodeFile.read`.
private func readBytes(
  _ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int
) -> Int {
  read(descriptor, buffer, count)
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes of a cell without blanks and quotes around it.
  @inline(__always)
  fileprivate func cleaned(_ from: Int, _ to: Int) -> UnsafeBufferPointer<UInt8> {
    var from = from
    var to = to
    while from < to, self[from].isBlankOrBreak || self[from] == 0x22 { from += 1 }
    while from < to, self[to - 1].isBlankOrBreak || self[to - 1] == 0x22 { to -= 1 }
    return UnsafeBufferPointer(rebasing: self[from..<to])
  }

  /// Up to nine digits as a number; nil otherwise.
  @inline(__always)
  fileprivate var wholeNumber: Int? {
    guard (1...9).contains(count) else { return nil }
    var number = 0
    for byte in self {
      guard byte &- 0x30 < 10 else { return nil }
      number = number * 10 + Int(byte &- 0x30)
    }
    return number
  }
}
