/// Gathers postcodes and packs them into one block.
struct PostcodePacker {
  /// Two lines of the file that say different things of one postcode.
  struct Conflict {
    var line: Int
    var firstLine: Int
    var postcode: String
  }

  private struct Gathered {
    var entry: PostcodeEntry
    var line: UInt32
  }

  private var gathered: [Gathered] = []
  private var districts: [CellText] = []
  private var places: [CellText: Int] = [:]

  var isEmpty: Bool { gathered.isEmpty }

  mutating func reserve(_ count: Int) { gathered.reserveCapacity(count) }

  /// Adds a postcode; false where the file has more districts than can be told apart.
  mutating func add(
    _ key: PostcodeKey, district: CellText, grid: (easting: Int32, northing: Int32)?, line: Int
  ) -> Bool {
    let place: Int
    if let known = places[district] {
      place = known
    } else {
      guard districts.count < PostcodeEntry.districts else { return false }
      place = districts.count
      districts.append(district)
      places[district] = place
    }
    gathered.append(
      Gathered(
        entry: PostcodeEntry(key, district: place, grid: grid),
        line: UInt32(truncatingIfNeeded: line)))
    return true
  }

  /// Sorts the entries into their buckets; the first of two lines for one postcode counts.
  consuming func pack(source: FileStamp) -> (block: PostcodeBlock, conflicts: [Conflict]) {
    var head = PostcodeBlockHead(source: source, count: gathered.count, districts: districts.count)
    let shift = UInt64(64 - head.bucketBits)
    func bucket(_ entry: PostcodeEntry) -> Int {
      Int(truncatingIfNeeded: (entry.keyBits &* 0x9E37_79B9_7F4A_7C15) >> shift)
    }
    let buckets = 1 << head.bucketBits
    var ends = [UInt32](repeating: 0, count: buckets + 1)
    for one in gathered { ends[bucket(one.entry) + 1] += 1 }
    for place in 0..<buckets { ends[place + 1] += ends[place] }
    // The numbers of the entries, bucket by bucket in the order of the file; `ends` moves on from
    // where each bucket begins to where it ends.
    var order = [UInt32](repeating: 0, count: gathered.count)
    for (number, one) in gathered.enumerated() {
      let place = bucket(one.entry)
      order[Int(ends[place])] = UInt32(truncatingIfNeeded: number)
      ends[place] += 1
    }

    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: head.size, alignment: 16)
    var conflicts: [Conflict] = []
    var kept = 0
    var start = 0
    var inBucket: [Gathered] = []
    for place in 0..<buckets {
      bytes.storeBytes(
        of: UInt32(truncatingIfNeeded: kept), toByteOffset: head.starts + place * 4,
        as: UInt32.self)
      inBucket.removeAll(keepingCapacity: true)
      for position in start..<Int(ends[place]) {
        let one = gathered[Int(order[position])]
        if let twin = inBucket.first(where: { $0.entry.keyBits == one.entry.keyBits }) {
          if twin.entry.low != one.entry.low || twin.entry.high != one.entry.high {
            conflicts.append(
              Conflict(
                line: Int(one.line), firstLine: Int(twin.line),
                postcode: PostcodePacker.text(one.entry.keyBits)))
          }
          continue
        }
        inBucket.append(one)
        let target = head.entries + kept * PostcodeEntry.size
        bytes.storeBytes(of: one.entry.low, toByteOffset: target, as: UInt64.self)
        bytes.storeBytes(of: one.entry.high, toByteOffset: target + 8, as: UInt32.self)
        kept += 1
      }
      start = Int(ends[place])
    }
    bytes.storeBytes(
      of: UInt32(truncatingIfNeeded: kept), toByteOffset: head.starts + buckets * 4,
      as: UInt32.self)
    for (place, district) in districts.enumerated() {
      let target = PostcodeBlockHead.size + place * 16
      bytes.storeBytes(of: district.low, toByteOffset: target, as: UInt64.self)
      bytes.storeBytes(of: district.high, toByteOffset: target + 8, as: UInt64.self)
    }
    head.count = kept
    head.write(to: bytes)
    conflicts.sort { $0.line < $1.line }
    return (PostcodeBlock(owning: PostcodePacker.cut(bytes, to: head.size)), conflicts)
  }

  /// The same memory where its size is right, or a copy without what was kept free for repetitions.
  private static func cut(
    _ bytes: UnsafeMutableRawBufferPointer, to size: Int
  ) -> UnsafeMutableRawBufferPointer {
    guard size < bytes.count else { return bytes }
    defer { bytes.deallocate() }
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    copy.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<size]))
    return copy
  }

  /// The postcode of a key.
  private static func text(_ bits: UInt64) -> String {
    var characters: [UInt8] = []
    var rest = bits
    while rest > 0 {
      let part = UInt8(truncatingIfNeeded: rest & 0x3F)
      characters.append(part < 0x30 ? part | 0x40 : part)
      rest >>= 6
    }
    return String(decoding: characters.reversed(), as: UTF8.self)
  }
}
