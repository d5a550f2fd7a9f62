import Foundation
public import Statistics

/// Yearly counts of many areas foretold together, from nothing but the counts.
///
/// For authorities of which only the published figures are known. Growth is that of all areas together
/// in recent years, drawn some way towards the area's own, which counts for more the larger the area is;
/// it fades with the years. How wide the intervals are is learned from how far the same forecast was
/// out in the past, for large and for small areas.
///
/// Damped growth is the usual benchmark that is hard to beat: E. Gardner, Journal of Forecasting 4
/// (1985) 1. The weights were chosen on England's authorities from 2010 to 2025; others near them do as
/// well.
public struct PooledTrend: Sendable {
  /// The last year known.
  public let origin: Int
  private let forecasts: [String: [Estimate]]

  /// Growth of a year before the last counts this much of that of the year after it.
  static let memory = 0.5
  /// Growth fades by this each year.
  static let fading = 0.8
  static let weightOfAll = 0.6
  static let weightOfOwn = 0.2
  /// An area of this many children believes its own growth half as much as a very large one.
  static let halfBelieved = 300.0

  /// - Parameters:
  ///   - series: for each area, its count in each year known; later years than the origin are not
  ///     looked at.
  public init(_ series: [String: [Int: Double]], origin: Int, years: Int, level: Double = 0.8) {
    self.origin = origin
    let known = series.mapValues { $0.filter { $0.key <= origin && $0.value > 0 } }
    var forecasts: [String: [Estimate]] = [:]
    let growth = Growth(known)
    let bands = (1...max(1, years)).map { ErrorBand(known, growth, origin, ahead: $0, level) }
    for (area, counts) in known {
      guard let now = counts[origin] else { continue }
      forecasts[area] = bands.enumerated().compactMap { index, band in
        growth.forecast(counts, from: origin, ahead: index + 1).map { band.around($0, from: now) }
      }
    }
    self.forecasts = forecasts
  }

  /// The coming years of an area, the next one first.
  ///
  /// Empty where its count of the last year, or of the year before, is not known. The interval is
  /// from 0 to infinity where there is no past to learn its width from.
  public func forecast(of area: String) -> [Estimate] { forecasts[area] ?? [] }
}

/// How counts grew, year by year.
private struct Growth {
  /// The logarithm of the growth of all areas together from the year before.
  let ofAll: [Int: Double]

  init(_ series: [String: [Int: Double]]) {
    var before: [Int: Double] = [:]
    var after: [Int: Double] = [:]
    for counts in series.values {
      for (year, count) in counts {
        guard let earlier = counts[year - 1] else { continue }
        before[year, default: 0] += earlier
        after[year, default: 0] += count
      }
    }
    ofAll = before.reduce(into: [:]) { $0[$1.key] = log((after[$1.key] ?? $1.value) / $1.value) }
  }

  func forecast(_ counts: [Int: Double], from origin: Int, ahead: Int) -> Double? {
    guard let now = counts[origin], counts[origin - 1] != nil,
      let all = Self.recent(from: origin, { ofAll[$0] }),
      let own = Self.recent(
        from: origin,
        { year in
          guard let count = counts[year], let earlier = counts[year - 1] else { return nil }
          return log(count / earlier)
        })
    else { return nil }
    let believed = now / (now + PooledTrend.halfBelieved)
    let growth = PooledTrend.weightOfAll * all + PooledTrend.weightOfOwn * believed * own
    let years = (0..<ahead).reduce(0) { $0 + pow(PooledTrend.fading, Double($1)) }
    return now * exp(growth * years)
  }

  /// The mean of the years up to one, the later the more.
  private static func recent(from year: Int, _ growth: (Int) -> Double?) -> Double? {
    var (sum, weights, weight) = (0.0, 0.0, 1.0)
    for back in 0..<30 {
      if let value = growth(year - back) {
        sum += weight * value
        weights += weight
      }
      weight *= PooledTrend.memory
    }
    return weights > 0 ? sum / weights : nil
  }
}

/// How far forecasts so many years ahead were out, for a count of any size.
private struct ErrorBand {
  /// The variance of the logarithm: `shared` + `chance` / count.
  private var shared = 0.0
  private var chance = 0.0
  private var low = -Double.infinity
  private var high = Double.infinity
  private let level: Double

  init(
    _ series: [String: [Int: Double]], _ growth: Growth, _ origin: Int, ahead: Int, _ level: Double
  ) {
    self.level = level
    var errors: [(error: Double, inverse: Double)] = []
    let first = series.values.compactMap { $0.keys.min() }.min() ?? origin
    if first + 1 <= origin - ahead {
      for year in first + 1...origin - ahead {
        for counts in series.values {
          guard let now = counts[year], let later = counts[year + ahead],
            let forecast = growth.forecast(counts, from: year, ahead: ahead)
          else { continue }
          errors.append((log(later / forecast), 1 / now))
        }
      }
    }
    guard errors.count >= 20 else { return }
    // A straight line through the squared errors, the largest few drawn in.
    let squares = Quantiles(errors.map { $0.error * $0.error })
    let most = squares[0.975] ?? .infinity
    let points = errors.map { (x: $0.inverse, y: min($0.error * $0.error, most)) }
    let count = Double(points.count)
    let (x, y) = (
      points.reduce(0) { $0 + $1.x } / count, points.reduce(0) { $0 + $1.y } / count
    )
    let above = points.reduce(0) { $0 + ($1.x - x) * ($1.y - y) }
    let below = points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
    chance = below > 0 ? min(max(0, above / below), x > 0 ? 0.9 * y / x : 0) : 0
    shared = max(1e-6, y - chance * x)
    let scaled = Quantiles(errors.map { $0.error / deviation($0.inverse) })
    low = scaled[(1 - level) / 2] ?? low
    high = scaled[(1 + level) / 2] ?? high
  }

  func around(_ forecast: Double, from now: Double) -> Estimate {
    let deviation = deviation(1 / now)
    return Estimate(
      value: forecast, lower: forecast * exp(low * deviation),
      upper: forecast * exp(high * deviation), level: level)
  }

  private func deviation(_ inverse: Double) -> Double {
    max(1e-9, shared + chance * inverse).squareRoot()
  }
}
