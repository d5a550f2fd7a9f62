/// How figures of one kind are written: `84`, `22.6%`, `1,205`.
public struct FigureFormat: Hashable, Sendable {
  public let decimals: Int
  public let suffix: String

  /// - Parameters:
  ///   - decimals: 0 to 6.
  ///   - suffix: what stands right after the number, such as `%`.
  public init(decimals: Int = 0, suffix: String = "") {
    self.decimals = min(max(decimals, 0), 6)
    self.suffix = suffix
  }

  /// The number with its thousands set apart; "not known" where it is none.
  public func words(_ value: Double?) -> String {
    guard let value, !value.isNaN else { return "not known" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    guard value.magnitude * scale < 1e15 else { return "\(value)" + suffix }
    let scaled = Int((value * scale).rounded())
    let (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
    var text = scaled < 0 ? "−" : ""
    text += FigureFormat.grouped(whole)
    if decimals > 0 {
      let digits = String(rest)
      text += "." + String(repeating: "0", count: decimals - digits.utf8.count) + digits
    }
    return text + suffix
  }

  private static func grouped(_ number: UInt) -> String {
    guard number >= 1_000 else { return String(number) }
    let rest = String(number % 1_000)
    return grouped(number / 1_000) + "," + String(repeating: "0", count: 3 - rest.utf8.count) + rest
  }
}
