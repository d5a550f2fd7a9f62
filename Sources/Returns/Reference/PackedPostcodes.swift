/// All postcodes in one block of memory, about thirteen bytes each: read from a file, or mapped from
/// the packed copy that stands beside it.
///
/// The block holds a head, the districts, the first entry of each bucket and the entries. A
/// postcode's bucket follows from a hash of it and holds some three entries, so that a look-up
/// touches two places in memory.
public final class PackedPostcodes: PostcodeDirectory {
  private let block: PostcodeBlock
  private let districts: [CellText]
  private let starts: Int
  private let entries: Int
  private let shift: UInt64

  public let count: Int

  /// Takes a block; nil where it is not one that this version of Kith wrote, or is cut short.
  init?(_ block: PostcodeBlock) {
    let bytes = block.bytes
    guard let head = PostcodeBlockHead(bytes), head.size == bytes.count else { return nil }
    self.block = block
    districts = (0..<head.districts).map { place in
      let start = PostcodeBlockHead.size + place * 16
      return CellText(
        low: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self),
        high: bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
    }
    starts = head.starts
    entries = head.entries
    shift = UInt64(64 - head.bucketBits)
    count = head.count
  }

  public func place(of postcode: CellText) -> PostcodePlace? {
    guard let key = PostcodeKey(postcode) else { return nil }
    let bytes = block.bytes
    let bucket = Int(truncatingIfNeeded: key.hash >> shift)
    let bounds = starts + bucket * 4
    let first = Int(bytes.loadUnaligned(fromByteOffset: bounds, as: UInt32.self))
    // A damaged copy costs answers, never a stray access.
    let end = min(
      Int(bytes.loadUnaligned(fromByteOffset: bounds + 4, as: UInt32.self)), count)
    var entry = first
    while entry < end {
      let start = entries + entry * PostcodeEntry.size
      let low = bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)
      if low >> 20 == key.bits {
        let high = bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt32.self)
        return place(PostcodeEntry(low: low, high: high))
      }
      entry += 1
    }
    return nil
  }

  private func place(_ entry: PostcodeEntry) -> PostcodePlace {
    let district =
      districts.indices.contains(entry.district) ? districts[entry.district] : .none
    return entry.isOnGrid
      ? PostcodePlace(district: district, easting: entry.easting, northing: entry.northing)
      : PostcodePlace(district: district)
  }
}

/// A postcode as a number: six bits for each of five to seven capital letters and digits.
struct PostcodeKey: Equatable {
  let bits: UInt64

  /// Nil where the text is no postcode in capitals without spaces.
  @inline(__always)
  init?(_ postcode: CellText) {
    guard (5...7).contains(postcode.count) else { return nil }
    var rest = postcode.low
    var bits: UInt64 = 0
    for _ in 0..<postcode.count {
      let byte = rest & 0xFF
      guard byte &- 0x41 < 26 || byte &- 0x30 < 10 else { return nil }
      // Letters become 1 to 26 and digits 48 to 57.
      bits = bits << 6 | byte & 0x3F
      rest >>= 8
    }
    self.bits = bits
  }

  /// The key of a postcode that someone gave: it begins with a letter and has a digit, so that a
  /// town or a number in the wrong column is not taken for one.
  init?(given postcode: CellText) {
    guard postcode.isCapital(at: 0),
      (0..<postcode.count).contains(where: { postcode.isDigits(at: $0..<($0 + 1)) })
    else { return nil }
    self.init(postcode)
  }

  /// Spread over all 64 bits by the golden ratio (Knuth, "The Art of Computer Programming", 6.4).
  var hash: UInt64 { bits &* 0x9E37_79B9_7F4A_7C15 }
}

/// One postcode in twelve bytes: 42 bits its key, 20 easting, 11 district, 21 northing.
struct PostcodeEntry {
  static let size = 12
  /// How many districts can be told apart; the United Kingdom has some 400.
  static let districts = 1 << 11
  static let eastings: Range<Int> = 0..<((1 << 20) - 1)
  static let northings: Range<Int> = 0..<(1 << 21)

  var low: UInt64
  var high: UInt32

  init(low: UInt64, high: UInt32) {
    self.low = low
    self.high = high
  }

  init(_ key: PostcodeKey, district: Int, grid: (easting: Int32, northing: Int32)?) {
    // The greatest easting stands for none.
    let easting = grid.map { UInt64(truncatingIfNeeded: $0.easting) } ?? 0xF_FFFF
    let northing = grid.map { UInt32(truncatingIfNeeded: $0.northing) } ?? 0
    low = key.bits << 20 | easting & 0xF_FFFF
    high = UInt32(truncatingIfNeeded: district) << 21 | northing & 0x1F_FFFF
  }

  var keyBits: UInt64 { low >> 20 }
  var isOnGrid: Bool { low & 0xF_FFFF != 0xF_FFFF }
  var easting: Int32 { Int32(truncatingIfNeeded: low & 0xF_FFFF) }
  var northing: Int32 { Int32(truncatingIfNeeded: high & 0x1F_FFFF) }
  var district: Int { Int(high >> 21) }
}
