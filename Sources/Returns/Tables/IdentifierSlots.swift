/// A hash table from identifiers to numbers, letter case aside, that makes no string.
struct IdentifierSlots {
  /// The first eight bytes of an identifier, in capitals, and its number.
  private struct Slot {
    var start: UInt64 = 0
    var hash: UInt32 = 0
    var number: Int32 = -1
  }

  private var slots = [Slot](repeating: Slot(), count: 1024)
  private var last: Int32 = -1

  /// All identifiers as first met, one after another.
  private(set) var identifiers: [UInt8] = []
  /// Where each of them ends.
  private(set) var ends: [Int] = []
  /// The first eight bytes of each, in capitals.
  private var starts: [UInt64] = []

  /// The number of an identifier: that of the first one that is the same, or the next free one.
  mutating func number(of identifier: UnsafeBufferPointer<UInt8>) -> Int32 {
    let start = IdentifierSlots.capitals(identifier, from: 0)
    // Rows of one child mostly stand together, and tables mostly have children in the same order.
    for likely in last...(last + 1) where likely >= 0 && Int(likely) < ends.count {
      if starts[Int(likely)] == start, isSame(identifier, likely) {
        last = likely
        return likely
      }
    }
    var mixed = start
    var place = 8
    while place < identifier.count {
      mixed = IdentifierSlots.mix(mixed) ^ IdentifierSlots.capitals(identifier, from: place)
      place += 8
    }
    let hash = UInt32(truncatingIfNeeded: IdentifierSlots.mix(mixed) >> 32)
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot].number >= 0 {
      if slots[slot].start == start, isSame(identifier, slots[slot].number) {
        last = slots[slot].number
        return last
      }
      slot = (slot + 1) & mask
    }
    last = Int32(truncatingIfNeeded: ends.count)
    slots[slot] = Slot(start: start, hash: hash, number: last)
    identifiers += identifier
    ends.append(identifiers.count)
    starts.append(start)
    if ends.count * 2 > slots.count { grow() }
    return last
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 4)
    for entry in old where entry.number >= 0 {
      var slot = Int(entry.hash) & (slots.count - 1)
      while slots[slot].number >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }

  /// Whether an identifier is the one of this number, given that the first eight bytes are.
  ///
  /// Text holds no zero bytes, so up to eight bytes those say it all.
  private func isSame(_ identifier: UnsafeBufferPointer<UInt8>, _ number: Int32) -> Bool {
    let start = number == 0 ? 0 : ends[Int(number) - 1]
    guard ends[Int(number)] - start == identifier.count else { return false }
    guard identifier.count > 8 else { return true }
    return (8..<identifier.count).allSatisfy {
      IdentifierSlots.capital(identifier[$0]) == IdentifierSlots.capital(identifiers[start + $0])
    }
  }

  /// Eight bytes, or what is left of them, in capitals.
  private static func capitals(_ bytes: UnsafeBufferPointer<UInt8>, from place: Int) -> UInt64 {
    var word: UInt64 = 0
    for offset in place..<min(place + 8, bytes.count) {
      word = word << 8 | UInt64(capital(bytes[offset]))
    }
    return word
  }

  private static func capital(_ byte: UInt8) -> UInt8 {
    byte &- 0x61 < 26 ? byte & 0xDF : byte
  }

  /// The finishing step of SplitMix64, by Steele, Lea and Flood.
  private static func mix(_ word: UInt64) -> UInt64 {
    var mixed = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
