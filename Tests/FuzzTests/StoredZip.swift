/// A zip file whose entries are stored as they are, so that damage to one of them is read rather than
/// found out by its checksum.
///
/// Source: APPNOTE.TXT 6.3.10 of PKWARE, sections 4.3.7, 4.3.12 and 4.3.16.
enum StoredZip {
  static func bytes(_ entries: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let name = Array(entry.name.utf8)
      let about =
        little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4)
        + little(checksum(entry.bytes), 4)
        + little(entry.bytes.count, 4) + little(entry.bytes.count, 4) + little(name.count, 2)
        + little(0, 2)
      directory +=
        [0x50, 0x4B, 1, 2] + little(20, 2) + about + little(0, 2) + little(0, 2) + little(0, 2)
        + little(0, 4) + little(file.count, 4) + name
      file += [0x50, 0x4B, 3, 4] + about + name + entry.bytes
    }
    let start = file.count
    return file + directory + [0x50, 0x4B, 5, 6] + little(0, 4) + little(entries.count, 2)
      + little(entries.count, 2) + little(directory.count, 4) + little(start, 4) + little(0, 2)
  }

  private static func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  /// CRC-32 as zip wants it.
  private static func checksum(_ bytes: [UInt8]) -> Int {
    var checksum: UInt32 = .max
    for byte in bytes {
      checksum ^= UInt32(byte)
      for _ in 0..<8 { checksum = checksum >> 1 ^ (checksum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return Int(~checksum)
  }
}
