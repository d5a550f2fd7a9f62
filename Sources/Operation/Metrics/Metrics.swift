import Synchronization

/// What an installation counts and measures, in the text format that Prometheus reads.
///
/// Labels say what sort of thing was counted, never which: no child, no person, no address.
/// Source: Prometheus text format 0.0.4.
public final class Metrics: Sendable {
  /// A name and a value each, such as `route` and `/children/{child}`; few of each.
  public typealias Labels = KeyValuePairs<String, String>

  private struct Family {
    let kind: String
    let about: String
    var counts: [String: Double] = [:]
    var histograms: [String: Histogram] = [:]
    var reading: (@Sendable () -> [(labels: String, value: Double)])?
  }

  private let families = Mutex<[String: Family]>([:])

  public init() {}

  /// Says what a name means; counting under a name that nobody described counts nothing.
  public func describe(_ name: String, _ kind: Kind, _ about: String) {
    families.withLock { $0[name] = Family(kind: kind.rawValue, about: about) }
  }

  public enum Kind: String, Sendable { case counter, gauge, histogram }

  public func add(_ amount: Double = 1, to name: String, _ labels: Labels = [:]) {
    families.withLock { $0[name]?.counts[Metrics.text(labels), default: 0] += amount }
  }

  /// Counts a duration in seconds.
  public func observe(_ seconds: Double, in name: String, _ labels: Labels = [:]) {
    families.withLock {
      $0[name]?.histograms[Metrics.text(labels), default: Histogram()].take(seconds)
    }
  }

  /// A value that is looked at when somebody asks.
  public func read(
    _ name: String, as kind: Kind = .gauge, _ about: String,
    _ value: @escaping @Sendable () -> Double?
  ) {
    families.withLock {
      $0[name] = Family(
        kind: kind.rawValue, about: about, reading: { value().map { [("", $0)] } ?? [] })
    }
  }

  /// Values under one label that are looked at when somebody asks.
  public func read(
    _ name: String, by label: String, _ about: String,
    _ values: @escaping @Sendable () -> KeyValuePairs<String, Int>
  ) {
    families.withLock {
      $0[name] = Family(
        kind: Kind.gauge.rawValue, about: about,
        reading: { values().map { (Metrics.text([label: $0.key]), Double($0.value)) } })
    }
  }

  /// Everything, in the order of the names.
  public var text: String {
    var out = ""
    for (name, family) in families.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
      out += "# HELP \(name) \(family.about)\n# TYPE \(name) \(family.kind)\n"
      for (labels, value) in family.reading?() ?? [] {
        out += "\(name)\(Metrics.braced(labels)) \(Metrics.number(value))\n"
      }
      for (labels, value) in family.counts.sorted(by: { $0.key < $1.key }) {
        out += "\(name)\(Metrics.braced(labels)) \(Metrics.number(value))\n"
      }
      for (labels, histogram) in family.histograms.sorted(by: { $0.key < $1.key }) {
        out += histogram.text(name, labels)
      }
    }
    return out
  }

  static func braced(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }

  static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }

  private static func text(_ labels: Labels) -> String {
    labels.map { name, value in
      let isPlain = value.utf8.allSatisfy {
        $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\n")
      }
      if isPlain { return "\(name)=\"\(value)\"" }
      var escaped = ""
      for character in value {
        switch character {
        case "\\": escaped += "\\\\"
        case "\"": escaped += "\\\""
        case "\n", "\r\n": escaped += "\\n"
        default: escaped.append(character)
        }
      }
      return "\(name)=\"\(escaped)\""
    }.joined(separator: ",")
  }
}

/// How many durations were at most so long.
struct Histogram: Sendable {
  /// Seconds: from a page out of memory to an import that somebody waits for.
  static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
  private var counts = [Int](repeating: 0, count: Histogram.bounds.count)
  private var all = 0
  private var sum = 0.0

  mutating func take(_ seconds: Double) {
    for (index, bound) in Histogram.bounds.enumerated() where seconds <= bound {
      counts[index] += 1
    }
    all += 1
    sum += seconds
  }

  func text(_ name: String, _ labels: String) -> String {
    let more = labels.isEmpty ? "" : labels + ","
    var out = ""
    for (bound, count) in zip(Histogram.bounds, counts) {
      out += "\(name)_bucket{\(more)le=\"\(bound)\"} \(count)\n"
    }
    out += "\(name)_bucket{\(more)le=\"+Inf\"} \(all)\n"
    out += "\(name)_sum\(Metrics.braced(labels)) \(Metrics.number(sum))\n"
    return out + "\(name)_count\(Metrics.braced(labels)) \(all)\n"
  }
}
