import Access
import CareRecord
public import CivilTime
import HTML
public import Store

/// Who the child is and how to reach the family: identity, identifiers, addresses, disabilities.
public struct RecordDetails: Sendable {
  struct Line: Hashable, Sendable {
    let label: String
    let words: String
    let dates: RecordedDates?
    let fact: FactID
    let isProtected: Bool
    let isPast: Bool
  }

  let head: RecordHead
  let identity: [(label: String, words: String)]
  let identityFact: FactID?
  let identifiers: [Line]
  let addresses: [Line]
  let disabilities: [Line]
  /// Whether the reader may know addresses at all.
  let seesAddresses: Bool
  /// Whether protected addresses stand on the page: only when asked for.
  let showsProtected: Bool

  /// - Parameter showsProtected: the reader asked to see protected addresses
  public init(
    _ seen: SeenRecord, showsProtected: Bool = false, knownOn: Day? = nil,
    opening: Opening? = nil, in setting: PageSetting
  ) {
    let record = seen.record
    let head = RecordHead(seen, knownOn: knownOn, opening: opening, in: setting)
    self.head = head
    let held = record[PersonIdentity.self].last
    identity = PersonIdentity.fields.map { field in
      let cell = held.map { field.read($0.fact) } ?? .null
      return (field.about.label, setting.words.words(for: cell, of: field.about.type))
    }
    identityFact = held?.id
    identifiers = record[PersonIdentifier.self].map {
      let dates = RecordedDates(from: $0.from ?? .unset, to: $0.fact.to)
      return Line(
        label: setting.meaning(of: $0.scheme), words: $0.value,
        dates: $0.from == nil && $0.fact.to == nil ? nil : dates, fact: $0.id,
        isProtected: false, isPast: $0.fact.to.map { $0.isSet && $0 <= head.day } ?? false)
    }
    addresses = record[Address.self].reversed().map {
      Line(
        label: "Address",
        words: [$0.lines, $0.postcode].filter { !$0.isEmpty }.joined(separator: ", "),
        dates: $0.fact.recordedDates, fact: $0.id, isProtected: $0.isProtected,
        isPast: $0.fact.to.map { $0.isSet && $0 <= head.day } ?? false)
    }
    disabilities = record[Disability.self].map {
      Line(
        label: "Disability", words: setting.meaning(of: $0.code),
        dates: $0.fact.recordedDates, fact: $0.id, isProtected: false,
        isPast: $0.fact.to.map { $0.isSet && $0 <= head.day } ?? false)
    }
    seesAddresses = seen.sight.zones.contains(.protectedAddress)
    self.showsProtected = showsProtected
  }
}
