import CSodium

/// Hashes byte strings under a key of its own, so that heaps of them can be compared by their sums
/// whatever their order.
///
/// SipHash-2-4 with 128 bits. The key is drawn anew each time and never leaves the process: nobody can
/// prepare two heaps beforehand that are different and have the same sum.
public struct UnorderedHash: Sendable {
  private let key: [UInt8]

  public init() {
    Sodium.prepare()
    key = RandomBytes.make(Int(crypto_shorthash_siphashx24_KEYBYTES))
  }

  public func of(_ bytes: [UInt8]) -> UInt128 {
    var hash: UInt128 = 0
    withUnsafeMutableBytes(of: &hash) { out in
      guard let start = out.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
      crypto_shorthash_siphashx24(start, bytes, UInt64(bytes.count), key)
    }
    return hash
  }
}

/// A heap of byte strings: how many there are, and the sum of their hashes.
public struct UnorderedSum: Hashable, Sendable {
  public private(set) var count = 0
  private var sum: UInt128 = 0

  public init() {}

  public mutating func add(_ hash: UInt128) {
    count += 1
    sum &+= hash
  }

  /// Adds another heap.
  public mutating func add(_ other: UnorderedSum) {
    count += other.count
    sum &+= other.sum
  }
}
