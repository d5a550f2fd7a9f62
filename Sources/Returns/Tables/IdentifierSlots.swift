/// A hash table from identifiers to numbers, letter case aside, that makes no string.
struct IdentifierSlots: Sendable {
  /// Part of an identifier's hash, and its number.
  private struct Slot {
    var hash: UInt32 = 0
    var number: Int32 = -1
  }

  /// An identifier that is looked for.
  private struct Key {
    let bytes: UnsafeBufferPointer<UInt8>
    /// The first eight bytes, in capitals.
    let start: UInt64
    let hash: UInt32
  }

  private var slots = [Slot](repeating: Slot(), count: 1024)
  private var last: Int32 = -1

  /// All identifiers as first met, one after another.
  private(set) var identifiers: [UInt8] = []
  /// Where each of them ends.
  private var ends: [UInt32] = []
  /// The first eight bytes of each, in capitals.
  private var starts: [UInt64] = []

  var count: Int { ends.count }

  /// Where the identifier of a number stands among `identifiers`.
  func place(of number: Int) -> Range<Int> {
    (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
  }

  /// The number of an identifier: that of the first one that is the same, or the next free one.
  mutating func number(of identifier: UnsafeBufferPointer<UInt8>) -> Int32 {
    if let likely = likelyNumber(of: identifier, after: last) {
      last = likely
      return likely
    }
    let key = IdentifierSlots.key(identifier)
    let (known, slot) = find(key)
    if let known {
      last = known
      return known
    }
    last = Int32(truncatingIfNeeded: count)
    slots[slot] = Slot(hash: key.hash, number: last)
    identifiers += identifier
    ends.append(UInt32(truncatingIfNeeded: identifiers.count))
    starts.append(key.start)
    if count * 2 > slots.count { grow() }
    return last
  }

  /// The number of an identifier that was met; nil for another one.
  ///
  /// - Parameter last: The number that was found last, which makes it quick where identifiers come in
  ///   the same order.
  func known(
    _ identifier: UnsafeBufferPointer<UInt8>, after last: Int32 = -1
  ) -> Int32? {
    likelyNumber(of: identifier, after: last) ?? find(IdentifierSlots.key(identifier)).number
  }

  /// Looks at the identifier that was found last and at those behind it: rows of one child mostly stand
  /// together, and tables mostly have children in the same order, but not all of them.
  @inline(__always)
  private func likelyNumber(
    of identifier: UnsafeBufferPointer<UInt8>, after last: Int32
  ) -> Int32? {
    let start = IdentifierSlots.capitals(identifier, from: 0)
    for likely in max(0, Int(last))..<min(Int(last) + 8, count) where starts[likely] == start {
      let number = Int32(truncatingIfNeeded: likely)
      if isSame(identifier, number) { return number }
    }
    return nil
  }

  /// The number of an identifier, and its slot or the one that is free for it.
  private func find(_ key: Key) -> (number: Int32?, slot: Int) {
    let mask = slots.count - 1
    var slot = Int(key.hash) & mask
    while slots[slot].number >= 0 {
      let entry = slots[slot]
      if entry.hash == key.hash, starts[Int(entry.number)] == key.start,
        isSame(key.bytes, entry.number)
      {
        return (entry.number, slot)
      }
      slot = (slot + 1) & mask
    }
    return (nil, slot)
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
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
    let place = place(of: Int(number))
    guard place.count == identifier.count else { return false }
    guard identifier.count > 8 else { return true }
    return (8..<identifier.count).allSatisfy {
      IdentifierSlots.capital(identifier[$0])
        == IdentifierSlots.capital(identifiers[place.lowerBound + $0])
    }
  }

  private static func key(_ identifier: UnsafeBufferPointer<UInt8>) -> Key {
    let start = capitals(identifier, from: 0)
    var mixed = start
    var place = 8
    while place < identifier.count {
      mixed = mix(mixed) ^ capitals(identifier, from: place)
      place += 8
    }
    return Key(bytes: identifier, start: start, hash: UInt32(truncatingIfNeeded: mix(mixed) >> 32))
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
