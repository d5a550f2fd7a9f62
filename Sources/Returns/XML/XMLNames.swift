/// The names of elements that a file has, each with a number: those that its reader knows first, in
/// the reader's order, then the others as they are met.
///
/// The parser keeps each name once and hands it over by its address, so that a name is looked at once.
struct XMLNames: Sendable {
  private(set) var all: [String]
  private var numbers: [String: Int32] = [:]
  /// By a part of their address, the names met last.
  private var recent: [(address: UInt, number: Int32)]

  init(known: [String]) {
    all = []
    recent = Array(repeating: (0, 0), count: 256)
    for name in known { _ = number(named: name) }
  }

  @inline(__always)
  mutating func number(_ name: UnsafePointer<UInt8>) -> Int32 {
    let address = UInt(bitPattern: name)
    let place = Int((address >> 3 ^ address >> 11) & 255)
    if recent[place].address == address { return recent[place].number }
    let number = number(named: String(cString: name))
    recent[place] = (address, number)
    return number
  }

  mutating func number(named name: String) -> Int32 {
    if let number = numbers[name] { return number }
    let number = Int32(truncatingIfNeeded: all.count)
    numbers[name] = number
    all.append(name)
    return number
  }
}
