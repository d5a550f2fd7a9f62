import Foundation

/// Addresses that begin alike: one address, or a network as `10.0.0.0/8`.
///
/// Source: RFC 4632 (CIDR), RFC 4291 section 2.3.
public struct NetworkRange: Hashable, Sendable, CustomStringConvertible {
  public let description: String
  private let bytes: [UInt8]
  private let bits: Int

  /// - Parameter text: `192.0.2.1`, `10.0.0.0/8`, `::1`, `2001:db8::/32`
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let bytes = NetworkRange.bytes(of: String(parts[0])) else { return nil }
    bits = parts.count == 2 ? Int(parts[1]) ?? -1 : bytes.count * 8
    guard (0...bytes.count * 8).contains(bits) else { return nil }
    description = text
    self.bytes = bytes
  }

  func contains(_ address: String) -> Bool {
    guard let other = NetworkRange.bytes(of: address), other.count == bytes.count else {
      return false
    }
    return (0..<bits).allSatisfy { bit in
      let mask = UInt8(0x80) >> UInt8(bit % 8)
      return bytes[bit / 8] & mask == other[bit / 8] & mask
    }
  }

  /// The four or sixteen bytes of an address; an IPv4 address within IPv6 is an IPv4 address.
  static func bytes(of address: String) -> [UInt8]? {
    var four = in_addr()
    if inet_pton(AF_INET, address, &four) == 1 {
      return withUnsafeBytes(of: &four) { Array($0) }
    }
    var sixteen = in6_addr()
    guard inet_pton(AF_INET6, address, &sixteen) == 1 else { return nil }
    let bytes = withUnsafeBytes(of: &sixteen) { Array($0) }
    // RFC 4291, section 2.5.5.2: ::ffff:192.0.2.1
    let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    return bytes.starts(with: mapped) ? Array(bytes.suffix(4)) : bytes
  }
}

extension [NetworkRange] {
  func contains(_ address: String) -> Bool { contains { $0.contains(address) } }
}
