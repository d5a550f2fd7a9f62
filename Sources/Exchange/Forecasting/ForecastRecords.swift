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
  /// Reads the care of every child of the authority, and of nothing else; the read is logged.
  ///
  /// - Throws: `ReadRefused` for somebody who may not have everyone counted.
  public init(from store: any RecordStore, for reading: Reading) async throws {
    let found = Mutex<[CareSpan]>([])
    try await store.forEachCounted(
      of: .child, facts: CareEpisode.facts + [PersonIdentity.self], for: reading
    ) { records in
      let new = records.flatMap(Self.spans)
      if !new.isEmpty { found.withLock { $0 += new } }
    }
    self.init(found.withLock { $0 }, today: reading.today)
  }

  /// From records that no store holds, such as those of an authority that is made up.
  ///
  /// - Parameter today: what begins on it or later is still to come.
  public init(of records: some Sequence<ChildRecord>, today: Day) {
    self.init(records.flatMap(Self.spans), today: today)
  }

  private static func spans(of record: ChildRecord) -> [CareSpan] {
    let episodes = CareEpisode.all(of: record)
    if episodes.isEmpty { return [] }
    let born = record.identity?.birthDate ?? .unset
    let child = record.subject.id.text
    return episodes.map { episode in
      CareSpan(
        child: child, born: born, home: HomeKind(place: episode.place),
        legalStatus: episode.legalStatus.uppercased(), start: episode.start, end: episode.end,
        reasonEnded: episode.reasonCeased.uppercased(),
        cameFrom: District(of: episode.homePostcode),
        lives: District(of: episode.placementPostcode))
    }
  }

  private init(_ all: [CareSpan], today: Day) {
    let found = all.filter { $0.start < today }
    episodeCount = found.count
    futureCount = all.count - found.count
    var ends: [CollectionYear: Int] = [:]
    for one in found {
      if let end = one.end, end < today, ObservedYears.isLeaving(one.reasonEnded) {
        ends[CollectionYear(containing: end), default: 0] += 1
      }
    }
    let current = CollectionYear(containing: today)
    let passed = Double(today - current.start) / 365
    guard let observed = ObservedYears(ends, current: (current, passed), beganLater: true) else {
      history = nil
      years = nil
      gaps = []
      return
    }
    let range = observed.range
    // Today is not over yet.
    let until = min(range.upperBound.end + 1, today)
    history = CareHistory(
      found, observed: DaySpan(from: range.lowerBound.start, to: until))
    years = ("\(range.lowerBound)", "\(range.upperBound)")
    gaps = observed.gaps.map { "\($0)" }
  }
}
