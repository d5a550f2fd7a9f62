import Access
import CareRecord
import Checking
import CivilTime
import Exchange
import Returns
import Store
import Synchronization

extension CheckRequest {
  /// A check of the return that the records give, with last year's as it would be sent again beside
  /// it: the files that `kith export` writes, so that rows are numbered as they stand in those.
  ///
  /// - Parameter year: The collection year; nil for the one that is being sent.
  init(
    recordsOf store: DatabaseStore, by person: Person, at now: Instant, kind: CheckedReturn,
    year: CollectionYear?, release: String
  ) async throws {
    let today = now.inLondon.day
    let year = year ?? CollectionYear.beingSent(on: today)[0]
    let made = Mutex(
      (
        now: ReturnFilesBeingMade(year: year, returnName: kind.rawValue),
        last: year.previous.map { ReturnFilesBeingMade(year: $0, returnName: kind.rawValue) }
      ))
    let purpose = "check \(kind.rawValue) \(year)"
    let reading = Reading(by: person, at: now, today: today, purpose: purpose)
    try await store.forEachRecord(of: .child, purpose: purpose, for: reading) { records in
      made.withLock { made in
        for record in records {
          made.now.add(record)
          made.last?.add(record)
        }
      }
    }
    func files(_ made: ReturnFilesBeingMade) -> ReturnFiles {
      ReturnFiles(
        uploads: made.written(by: store.authority, release: release).map { ($0.name, $0.bytes) })
    }
    let (present, last) = made.withLock { $0 }
    self.init(files(present), today: today)
    previous = last.map(files)
    self.kind = kind
    self.year = year
    authority = store.authority.description
  }
}
