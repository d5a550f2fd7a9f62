import Foundation

/// The functions behind the distributions, exact to some 13 figures for tiny and for huge counts.
///
/// Sources: C. Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000), for the
/// saddle-point form that keeps its figures where counts are large; W. Press and others, "Numerical
/// Recipes", 6.2 and 6.4, for the series and continued fractions.
enum SpecialFunctions {
  private static let halfLogTwoPi = 0.918_938_533_204_672_741_78

  /// The logarithm of the gamma function of a positive number.
  static func logGamma(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    var shifted = x
    var product = 1.0
    while shifted < 16 {
      product *= shifted
      shifted += 1
    }
    return (shifted - 0.5) * log(shifted) - shifted + halfLogTwoPi + stirlingSeries(shifted)
      - log(product)
  }

  /// log(n!) less Stirling's first approximation of it.
  private static func stirlingError(_ n: Double) -> Double {
    guard n < 16 else { return stirlingSeries(n) }
    return logGamma(n + 1) - (n + 0.5) * log(n) + n - halfLogTwoPi
  }

  private static func stirlingSeries(_ n: Double) -> Double {
    let square = n * n
    return
      (1 / 12.0
      - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / 1188.0 / square) / square) / square) / square)
      / n
  }

  /// x log(x/m) + m − x, without losing figures where x is near m.
  private static func deviance(_ x: Double, _ m: Double) -> Double {
    guard abs(x - m) < 0.1 * (x + m) else { return x * log(x / m) + m - x }
    let ratio = (x - m) / (x + m)
    var sum = (x - m) * ratio
    var term = 2 * x * ratio
    var odd = 3.0
    while odd < 2_000 {
      term *= ratio * ratio
      let next = sum + term / odd
      if next == sum { break }
      sum = next
      odd += 2
    }
    return sum
  }

  /// m^x e^−m / Γ(x+1) for real x: the chance of x events where m are expected.
  static func poissonMass(_ x: Double, mean m: Double) -> Double {
    guard x >= 0, m >= 0 else { return x < 0 ? 0 : .nan }
    if m == 0 { return x == 0 ? 1 : 0 }
    if x == 0 { return exp(-m) }
    return exp(-stirlingError(x) - deviance(x, m)) / (2 * Double.pi * x).squareRoot()
  }

  /// p^x q^(n−x) n! / (x! (n−x)!) for real x and n, where q is 1 − p.
  static func binomialMass(_ x: Double, of n: Double, p: Double, q: Double) -> Double {
    guard x >= 0, x <= n else { return 0 }
    if p == 0 { return x == 0 ? 1 : 0 }
    if q == 0 { return x == n ? 1 : 0 }
    if x == 0 { return n == 0 ? 1 : exp(p < 0.5 ? n * log1p(-p) : n * log(q)) }
    if x == n { return exp(q < 0.5 ? n * log1p(-q) : n * log(p)) }
    let exponent =
      stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * p)
      - deviance(n - x, n * q)
    return exp(exponent) * (n / (2 * Double.pi * x * (n - x))).squareRoot()
  }

  /// The regularised incomplete gamma functions P(a, x) and Q(a, x), which add up to 1.
  static func incompleteGamma(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
    guard a > 0, x >= 0 else { return (.nan, .nan) }
    if x == 0 { return (0, 1) }
    if x == .infinity { return (1, 0) }
    let front = poissonMass(a, mean: x)
    if x < a + 1 {
      var term = 1.0
      var sum = 1.0
      var divisor = a
      for _ in 0..<rounds {
        divisor += 1
        term *= x / divisor
        sum += term
        if term < sum * 1e-17 { break }
      }
      let lower = min(1, front * sum)
      return (lower, 1 - lower)
    }
    // Lentz's continued fraction.
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var value = d
    var round = 1.0
    while round < Double(rounds) {
      let factor = -round * (round - a)
      b += 2
      d = 1 / away(factor * d + b)
      c = away(b + factor / c)
      value *= d * c
      if abs(d * c - 1) < 1e-16 { break }
      round += 1
    }
    let upper = min(1, front * a * value)
    return (1 - upper, upper)
  }

  /// The regularised incomplete beta function I(a, b) at x, where y is 1 − x, and its complement.
  static func incompleteBeta(_ a: Double, _ b: Double, x: Double, y: Double)
    -> (lower: Double, upper: Double)
  {
    guard a > 0, b > 0, x >= 0, y >= 0 else { return (.nan, .nan) }
    if x == 0 { return (0, 1) }
    if y == 0 { return (1, 0) }
    if x > (a + 1) / (a + b + 2) {
      let (upper, lower) = incompleteBeta(inOrder: b, a, x: y, y: x)
      return (lower, upper)
    }
    return incompleteBeta(inOrder: a, b, x: x, y: y)
  }

  private static func incompleteBeta(inOrder a: Double, _ b: Double, x: Double, y: Double)
    -> (Double, Double)
  {
    let front = binomialMass(a, of: a + b, p: x, q: y) * b / (a + b)
    var c = 1.0
    var d = 1 / away(1 - (a + b) * x / (a + 1))
    var value = d
    var m = 1.0
    while m < Double(rounds) {
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / away(1 + even * d)
      c = away(1 + even / c)
      value *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / away(1 + odd * d)
      c = away(1 + odd / c)
      value *= d * c
      if abs(d * c - 1) < 1e-16 { break }
      m += 1
    }
    let lower = min(1, front * value)
    return (lower, 1 - lower)
  }

  /// Enough for counts of a hundred million; the loops end by themselves long before.
  private static let rounds = 1_000_000
  private static let tiny = 1e-300
  private static func away(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
}
