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

  /// Puts the entries into a table; the first of two lines for one postcode counts.
  consuming func pack(source: FileStamp) -> (block: PostcodeBlock, conflicts: [Conflict]) {
    var head = PostcodeBlockHead(source: source, count: gathered.count, districts: districts.count)
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: head.size, alignment: 64)
    bytes.initializeMemory(as: UInt8.self, repeating: 0)
    // The line of the file that each slot was filled from.
    var sources = [UInt32](repeating: 0, count: head.lines * PostcodeLine.slots)
    var conflicts: [Conflict] = []
    for one in gathered {
      var line = Int(PostcodeKey(bits: one.entry.keyBits).line(of: UInt64(head.lines)))
      var slot = 0
      // There is an empty slot: the table has more of them than there are entries.
      while true {
        let low = head.table + line * PostcodeLine.size + slot * 8
        let high = head.table + line * PostcodeLine.size + PostcodeLine.highs + slot * 4
        let found = PostcodeEntry(
          low: bytes.load(fromByteOffset: low, as: UInt64.self),
          high: bytes.load(fromByteOffset: high, as: UInt32.self))
        if found.low == 0 {
          bytes.storeBytes(of: one.entry.low, toByteOffset: low, as: UInt64.self)
          bytes.storeBytes(of: one.entry.high, toByteOffset: high, as: UInt32.self)
          sources[line * PostcodeLine.slots + slot] = one.line
          break
        }
        if found.keyBits == one.entry.keyBits {
          head.count -= 1
          if found.low != one.entry.low || found.high != one.entry.high {
            conflicts.append(
              Conflict(
                line: Int(one.line), firstLine: Int(sources[line * PostcodeLine.slots + slot]),
                postcode: PostcodePacker.text(one.entry.keyBits)))
          }
          break
        }
        slot += 1
        if slot == PostcodeLine.slots {
          slot = 0
          line = line + 1 == head.lines ? 0 : line + 1
        }
      }
    }
    for (place, district) in districts.enumerated() {
      let target = PostcodeBlockHead.size + place * 16
      bytes.storeBytes(of: district.low, toByteOffset: target, as: UInt64.self)
      bytes.storeBytes(of: district.high, toByteOffset: target + 8, as: UInt64.self)
    }
    head.write(to: bytes)
    return (PostcodeBlock(owning: bytes), conflicts)
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
