public import Access
import CINCensus
import CareRecord
public import CivilTime
public import Returns
import SSDA903
public import Store
import Synchronization

/// Makes a return from the records of an authority.
public struct ReturnExport: Sendable {
  private let store: any RecordStore & RetentionStore
  private let person: Person
  private let now: Instant
  private let progress: @Sendable (_ children: Int) -> Void

  /// - Parameter progress: told how many children were looked through
  public init(
    from store: any RecordStore & RetentionStore, by person: Person, at now: Instant,
    progress: @escaping @Sendable (_ children: Int) -> Void = { _ in }
  ) {
    self.store = store
    self.person = person
    self.now = now
    self.progress = progress
  }

  /// The SSDA903 return of a year as its set of CSV files.
  public func ssda903(_ year: CollectionYear) async throws -> WrittenReturn {
    let children = try await rows(purpose: "export ssda903 \(year)") { record in
      let child = SSDA903FromRecord.rows(of: record, in: year)
      return child.header.isEmpty && child.isWithoutRows ? nil : child
    }
    return try await withDestroyed(SSDA903Writer.csvFiles(children, year: year), year)
  }

  /// The SSDA903 return of a year as one XML file.
  public func ssda903XML(_ year: CollectionYear) async throws -> WrittenReturn {
    let children = try await rows(purpose: "export ssda903 \(year)") { record in
      let child = SSDA903FromRecord.rows(of: record, in: year)
      return child.header.isEmpty && child.isWithoutRows ? nil : child
    }
    return try await withDestroyed(SSDA903Writer.xml(children), year)
  }

  /// The children in need census of a year.
  public func cin(_ year: CollectionYear, release: String) async throws -> WrittenReturn {
    let children = try await rows(purpose: "export cin \(year)") { record in
      CINFromRecord.child(of: record, in: year)
    }
    let moment = now.iso.prefix(19)
    let header = CINHeader(
      year: year, authority: String(person.authority.number), software: "Kith", release: release,
      serialNumber: 1, dateTime: String(moment))
    return try await withDestroyed(
      WrittenReturn(files: [CINWriter.xml(header, children)], notes: []), year)
  }

  /// Says how many records that may have been in the return of a year are destroyed.
  private func withDestroyed(
    _ written: WrittenReturn, _ year: CollectionYear
  ) async throws -> WrittenReturn {
    let count = try await store.tombstones().count { tombstone in
      guard let from = tombstone.coversFrom else { return false }
      return from <= year.end && year.start <= tombstone.coversTo ?? from
    }
    guard count > 0 else { return written }
    let words = count == 1 ? "1 record that covered" : "\(count) records that covered"
    let note = ReadingNote(
      "\(words) some of this year \(count == 1 ? "was" : "were") destroyed under the retention "
        + "schedules. A child who was in the return then is not in it now.",
      file: written.files.first?.name ?? "\(year)",
      weight: .warning)
    return WrittenReturn(files: written.files, notes: written.notes + [note])
  }

  /// What each child's record gives, in the order of the records.
  private func rows<Child: Sendable>(
    purpose: String, _ derive: @escaping @Sendable (ChildRecord) -> Child?
  ) async throws -> [Child] {
    let reading = Reading(by: person, at: now, today: now.inLondon.day, purpose: purpose)
    let found = Mutex((children: [Child](), seen: 0))
    try await store.forEachRecord(of: .child, purpose: purpose, for: reading) {
      [progress] records in
      let derived = records.compactMap(derive)
      progress(
        found.withLock { found in
          found.children += derived
          found.seen += records.count
          return found.seen
        })
    }
    return found.withLock { $0.children }
  }
}
