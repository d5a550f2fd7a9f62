/// Exponential and logarithm by addition, multiplication, division and rounding alone, which give
/// the same bits on every machine.
///
/// Right to about fifteen digits: enough to draw from a distribution, not meant for anything else.
enum PortableMath {
  private static let logarithmOfTwo = 0.693147180559945309417232121458
  // The same in two parts, of which a multiple of the first is exact.
  private static let logarithmOfTwoHigh = 0.693147180369123816490
  private static let logarithmOfTwoLow = 1.90821492927058770002e-10

  /// e to the power of `x`; 0 below −700 and held at e⁷⁰⁰ above 700.
  static func exponential(_ x: Double) -> Double {
    guard x > -700 else { return 0 }
    let x = min(x, 700)
    // x is k times the logarithm of two, and a rest of at most 0.35 either way for the series.
    let power = (x / logarithmOfTwo).rounded()
    let rest = (x - power * logarithmOfTwoHigh) - power * logarithmOfTwoLow
    var sum = 1.0
    for divisor in stride(from: 18.0, through: 1, by: -1) { sum = 1 + rest * sum / divisor }
    return Double(sign: .plus, exponent: Int(power), significand: sum)
  }

  /// The natural logarithm of a finite number above 0; of any other, that of the smallest such.
  static func logarithm(_ x: Double) -> Double {
    let x = x > 0 && x.isFinite ? x : .leastNormalMagnitude
    // x is a power of two times a number between 0.7 and 1.42, for which the series is quick.
    let isLarge = x.significand > 1.4142135623730951
    let exponent = Double(x.exponent) + (isLarge ? 1 : 0)
    let significand = isLarge ? x.significand / 2 : x.significand
    // The logarithm of m is twice the inverse hyperbolic tangent of (m − 1) / (m + 1).
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var sum = 0.0
    for odd in stride(from: 25.0, through: 1, by: -2) { sum = sum * square + 1 / odd }
    return exponent * logarithmOfTwo + 2 * ratio * sum
  }
}
