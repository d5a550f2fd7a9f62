public import CareRecord
public import CivilTime
public import Forecast
import Returns
import SSDA903
public import Store
import Synchronization

/// The history that a forecast learns from, read from the record of a whole authority.
public struct ForecastRecords: Sendable {
  /// What was learned from; nil where no child is recorded as having left care.
  public let history: CareHistory?
  /// The collection years that the record covers, the first and the last, as "2021-22".
  public let years: (first: String, last: String)?
  /// Years between in which next to no child leaves care: files may be missing.
  public let gaps: [String]
  /// Episodes read; those that begin after the day of reading are not among them.
  public let episodeCount: Int
  /// Episodes left out, as they begin after the day of reading.
  public let futureCount: Int
  /// Children in care by where they came from and where they live.
  public let homes: [DistrictHomes]

  /// Children in care on the last day known, by the district of the home they came from.
  public struct DistrictHomes: Hashable, Sendable {
    /// The first half of the postcode; empty where it is not recorded.
    public let district: String
    public let children: [HomeKind: Int]

    public var count: Int { children.values.reduce(0, +) }
  }

  /// Reads the care of every child of the authority, and of nothing else; the read is logged.
  ///
  /// - Throws: `ReadRefused` for somebody who may not have everyone counted.
  public init(from store: any RecordStore, for reading: Reading) async throws {
    let found = Mutex<[Found]>([])
    try await store.forEachCounted(
      of: .child, facts: CareEpisode.facts + [PersonIdentity.self], for: reading
    ) { records in
      let new = records.flatMap(Found.all)
      if !new.isEmpty { found.withLock { $0 += new } }
    }
    self.init(found.withLock { $0 }, today: reading.today)
  }

  /// From records that no store holds, such as those of an authority that is made up.
  ///
  /// - Parameter today: what begins on it or later is still to come.
  public init(of records: some Sequence<ChildRecord>, today: Day) {
    self.init(records.flatMap(Found.all), today: today)
  }

  private struct Found: Sendable {
    let span: CareSpan
    let district: String

    static func all(of record: ChildRecord) -> [Found] {
      let episodes = CareEpisode.all(of: record)
      if episodes.isEmpty { return [] }
      let born = record.identity?.birthDate ?? .unset
      let child = record.subject.id.text
      return episodes.map { Found($0, child: child, born: born) }
    }

    init(_ episode: CareEpisode, child: String, born: Day) {
      span = CareSpan(
        child: child, born: born, home: HomeKind(place: episode.place),
        legalStatus: episode.legalStatus.uppercased(), start: episode.start, end: episode.end,
        reasonEnded: episode.reasonCeased.uppercased())
      district = episode.homePostcode.split(separator: " ").first.map { $0.uppercased() } ?? ""
    }
  }

  private init(_ all: [Found], today: Day) {
    let found = all.filter { $0.span.start < today }
    episodeCount = found.count
    futureCount = all.count - found.count
    var ends: [CollectionYear: Int] = [:]
    for one in found {
      if let end = one.span.end, end < today, ObservedYears.isLeaving(one.span.reasonEnded) {
        ends[CollectionYear(containing: end), default: 0] += 1
      }
    }
    let current = CollectionYear(containing: today)
    let passed = Double(today - current.start) / 365
    guard let observed = ObservedYears(ends, current: (current, passed), beganLater: true) else {
      history = nil
      years = nil
      gaps = []
      homes = []
      return
    }
    let range = observed.range
    // Today is not over yet.
    let until = min(range.upperBound.end + 1, today)
    history = CareHistory(
      found.map(\.span), observed: DaySpan(from: range.lowerBound.start, to: until))
    years = ("\(range.lowerBound)", "\(range.upperBound)")
    gaps = observed.gaps.map { "\($0)" }
    homes = Self.homes(found, on: history?.lastDay ?? until - 1)
  }

  private static func homes(_ found: [Found], on day: Day) -> [DistrictHomes] {
    var counts: [String: [HomeKind: Int]] = [:]
    for one in found {
      let span = one.span
      guard span.start <= day, span.end.map({ $0 > day }) ?? true, !span.isShortBreak,
        span.born.isSet, day < span.born.adding(years: 18)
      else { continue }
      counts[one.district, default: [:]][span.home, default: 0] += 1
    }
    return counts.map { DistrictHomes(district: $0.key, children: $0.value) }
      .sorted { ($1.count, $0.district) < ($0.count, $1.district) }
  }
}
