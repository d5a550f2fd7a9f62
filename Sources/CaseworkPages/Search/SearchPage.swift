import CareRecord
public import CivilTime
import HTML
public import Store

/// One box, and the children it found.
public struct SearchPage: Sendable {
  struct Hit: Hashable, Sendable {
    let name: String
    let link: Link
    let because: String
    /// The age, or the year of birth where the reader may know no more.
    let age: String
    let status: ChildStatus?
    let worker: String?
    let hasAlert: Bool
    /// The reader has no case relationship: the record opens with a reason.
    let isMinimum: Bool
  }

  let query: String
  let hits: [Hit]
  /// More were found than are shown.
  let isCutOff: Bool

  /// - Parameters:
  ///   - query: as typed; empty before anything is asked
  ///   - limit: the most that were asked for
  public init(query: String = "", hits: [SearchHit] = [], limit: Int = 50, today: Day) {
    self.query = query
    isCutOff = hits.count >= limit
    self.hits = hits.map { hit in
      let child = hit.headline
      return Hit(
        name: ChildName(child).words, link: .record(of: child.subject), because: hit.because,
        age: hit.minimum
          ? (child.birthYear ?? child.birthDate?.year).map { "born in \($0)" }
            ?? "year of birth not known"
          : child.ageWords(on: today),
        status: hit.minimum ? nil : child.status, worker: hit.minimum ? nil : child.worker,
        hasAlert: child.hasAlert, isMinimum: hit.minimum)
    }
  }
}
