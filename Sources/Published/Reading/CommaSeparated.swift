/// Comma-separated text as RFC 4180 has it, record by record: quoted fields, doubled quotes, line
/// breaks within quotes, any line ending, a byte order mark.
struct CommaSeparated {
  private let bytes: [UInt8]
  private var place = 0
  private var line = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
  }

  /// The next record that is not an empty line, and the line it begins on; nil at the end.
  mutating func next() -> (line: Int, fields: [String])? {
    while place < bytes.count, bytes[place] == newline || bytes[place] == carriageReturn {
      if bytes[place] == newline { line += 1 }
      place += 1
    }
    guard place < bytes.count else { return nil }
    let start = line
    var fields: [String] = []
    while true {
      fields.append(field())
      guard place < bytes.count, bytes[place] == comma else { break }
      place += 1
    }
    return (start, fields)
  }

  private mutating func field() -> String {
    guard place < bytes.count, bytes[place] == quote else {
      let start = place
      while place < bytes.count, bytes[place] != comma, bytes[place] != newline,
        bytes[place] != carriageReturn
      {
        place += 1
      }
      return String(decoding: bytes[start..<place], as: UTF8.self)
    }
    place += 1
    var text: [UInt8] = []
    while place < bytes.count {
      if bytes[place] == quote {
        place += 1
        guard place < bytes.count, bytes[place] == quote else { break }
      } else if bytes[place] == newline {
        line += 1
      }
      text.append(bytes[place])
      place += 1
    }
    // What follows a closing quote before the comma is kept rather than lost.
    while place < bytes.count, bytes[place] != comma, bytes[place] != newline,
      bytes[place] != carriageReturn
    {
      text.append(bytes[place])
      place += 1
    }
    return String(decoding: text, as: UTF8.self)
  }
}

private let comma = UInt8(ascii: ",")
private let quote = UInt8(ascii: "\"")
private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
