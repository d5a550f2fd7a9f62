/// All postcodes in one block of memory, some sixteen bytes each: read from a file, or mapped from
/// the packed copy that stands beside it.
///
/// The block holds a head, the districts and a table of lines of 64 bytes, as long as those of the
/// processor's cache, with up to five postcodes each. A postcode's line follows from a hash of it;
/// where that is full it stands on the next one with room. So nearly every look-up waits for memory
/// once.
///
/// `@unchecked`: nothing writes to the block once it is here.
public final class PackedPostcodes: PostcodeDirectory, @unchecked Sendable {
  private let table: UnsafeRawPointer
  private let lines: UInt64
  private let districts: [CellText]
  /// Keeps the memory of `table`.
  private let block: PostcodeBlock

  public let count: Int

  /// Takes a block; nil where it is not one that this version of Kith wrote, or is cut short.
  init?(_ block: PostcodeBlock) {
    let bytes = block.bytes
    guard let head = PostcodeBlockHead(bytes), head.size == bytes.count,
      let start = bytes.baseAddress
    else { return nil }
    self.block = block
    districts = (0..<head.districts).map { place in
      let start = PostcodeBlockHead.size + place * 16
      return CellText(
        low: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self),
        high: bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
    }
    table = start + head.table
    lines = UInt64(head.lines)
    count = head.count
  }

  /// Of the whole block.
  var size: Int { block.bytes.count }

  /// A part of the block as it is kept elsewhere: without what tells which file it was read from.
  func bytes(_ part: Range<Int>) -> [UInt8] {
    var bytes = Array(block.bytes[part])
    for place in PostcodeBlockHead.sourceBytes.clamped(to: part) {
      bytes[place - part.lowerBound] = 0
    }
    return bytes
  }

  public func place(of postcode: CellText) -> PostcodePlace? {
    guard let key = PostcodeKey(postcode) else { return nil }
    var line = key.line(of: lines)
    // Counted, so that a damaged copy costs answers and never goes round for ever.
    for _ in 0..<lines {
      let start = table + Int(truncatingIfNeeded: line) * PostcodeLine.size
      for slot in 0..<PostcodeLine.slots {
        let low = start.load(fromByteOffset: slot * 8, as: UInt64.self)
        if low >> 20 == key.bits {
          let high = start.load(
            fromByteOffset: PostcodeLine.highs + slot * 4, as: UInt32.self)
          return place(PostcodeEntry(low: low, high: high))
        }
        if low == 0 { return nil }
      }
      line = line &+ 1 == lines ? 0 : line &+ 1
    }
    return nil
  }

  private func place(_ entry: PostcodeEntry) -> PostcodePlace {
    let district = entry.district < districts.count ? districts[entry.district] : .none
    return entry.isOnGrid
      ? PostcodePlace(district: district, easting: entry.easting, northing: entry.northing)
      : PostcodePlace(district: district)
  }
}

/// How a line of the table is laid out: five times eight bytes, five times four, four to spare.
enum PostcodeLine {
  static let size = 64
  static let slots = 5
  static let highs = 40
}

/// A postcode as a number: six bits for each of five to seven capital letters and digits.
struct PostcodeKey: Equatable {
  let bits: UInt64

  init(bits: UInt64) { self.bits = bits }

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

  /// The line of a table of so many on which the postcode stands.
  ///
  /// The golden ratio spreads the key over all 64 bits (Knuth, "The Art of Computer Programming",
  /// section 6.4).
  @inline(__always)
  func line(of lines: UInt64) -> UInt64 {
    let mixed = bits &* 0x9E37_79B9_7F4A_7C15
    return (mixed ^ mixed >> 32).multipliedFullWidth(by: lines).high
  }
}

/// One postcode in twelve bytes: 42 bits its key, 20 easting, 11 district, 21 northing.
struct PostcodeEntry {
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
