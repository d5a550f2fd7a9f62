import Foundation

/// Texts as PostgreSQL can hold them: it holds any character but U+0000.
///
/// No text is lost for that: U+0000 is written as U+FDD0 and `0`, and U+FDD0, which is no character
/// and which nobody types, as U+FDD0 and `1`.
enum StoredText {
  private static let mark: [UInt8] = [0xEF, 0xB7, 0x90]

  static func mustBeEscaped(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let start = bytes.baseAddress else { return false }
    return memchr(start, 0, bytes.count) != nil || hasMark(bytes)
  }

  static func escaped(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    guard mustBeEscaped(bytes) else { return [UInt8](bytes) }
    var escaped: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0 {
        escaped += mark + [UInt8(ascii: "0")]
        index += 1
      } else if isMark(bytes, index) {
        escaped += mark + [UInt8(ascii: "1")]
        index += mark.count
      } else {
        escaped.append(bytes[index])
        index += 1
      }
    }
    return escaped
  }

  /// The text as it was written, to be deallocated; nil where it stands there as it is.
  static func unescaped(
    _ stored: UnsafeBufferPointer<UInt8>
  ) -> UnsafeMutableBufferPointer<UInt8>? {
    let bytes = UnsafeRawBufferPointer(stored)
    guard hasMark(bytes) else { return nil }
    let plain = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    var (index, count) = (0, 0)
    while index < bytes.count {
      if isMark(bytes, index), index + mark.count < bytes.count {
        if bytes[index + mark.count] == UInt8(ascii: "0") {
          plain.initializeElement(at: count, to: 0)
          count += 1
        } else {
          for byte in mark {
            plain.initializeElement(at: count, to: byte)
            count += 1
          }
        }
        index += mark.count + 1
      } else {
        plain.initializeElement(at: count, to: bytes[index])
        count += 1
        index += 1
      }
    }
    return UnsafeMutableBufferPointer(rebasing: plain[..<count])
  }

  private static func hasMark(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let start = bytes.baseAddress, memchr(start, Int32(mark[0]), bytes.count) != nil else {
      return false
    }
    return bytes.indices.contains { isMark(bytes, $0) }
  }

  private static func isMark(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Bool {
    index + 2 < bytes.count && bytes[index] == mark[0] && bytes[index + 1] == mark[1]
      && bytes[index + 2] == mark[2]
  }
}
