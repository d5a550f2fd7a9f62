public import CareRecord
public import CivilTime
public import Returns
public import Store
import Synchronization

/// The rules of the years that are being sent, chosen once for each and kept.
public final class LiveRules: Sendable {
  public let authority: Authority
  private let shelf: ReferenceShelf?
  private let checks = Mutex<Checks>(Checks())

  private struct Checks {
    var byYear: [CollectionYear: LiveCheck] = [:]
    var digest = ""
  }

  /// - Parameter shelf: The lists that the authority keeps; without it what comes with Kith.
  public init(of authority: Authority, shelf: ReferenceShelf? = nil) {
    self.authority = authority
    self.shelf = shelf
  }

  /// The lists that things are looked up in.
  public var reference: ReferenceShelf? { shelf }

  public func check(of year: CollectionYear) -> LiveCheck {
    let digest = shelf?.digest ?? ""
    return checks.withLock { checks in
      if checks.digest != digest { checks = Checks(digest: digest) }
      if let check = checks.byYear[year] { return check }
      let data =
        shelf?.data(of: year) ?? (try? ReferenceData.builtIn(on: year.end)) ?? ReferenceData()
      let check = LiveCheck(year: year, authority: authority, reference: data)
      checks.byYear[year] = check
      return check
    }
  }

  /// The checks of the years that are being sent on a day, the earlier one first.
  public func checks(on day: Day) -> [LiveCheck] {
    CollectionYear.beingSent(on: day).map { check(of: $0) }
  }

  /// What would fail if the returns were sent on a day.
  public func findings(in record: ChildRecord, on day: Day) -> [ReturnFinding] {
    checks(on: day).flatMap { $0.findings(in: record) }
  }

  /// What keeps the findings of every child true in the transaction of a commit.
  ///
  /// With other reference data everything is checked anew as well: when the store is opened, or at
  /// once by `ReferenceStore.remake`.
  ///
  /// - Parameter release: The version of Kith: with another one everything is checked anew.
  public func projection(release: String) -> Projection {
    let meaning = [release, CheckedReturn.digestOfRuleBooks, shelf?.digest ?? ""]
    return .returnFindings(meaning: meaning.filter { !$0.isEmpty }.joined(separator: " ")) {
      record, day in
      (
        self.findings(in: record, on: day),
        validUntil: CollectionYear.nextChangeOfYears(after: day)
      )
    }
  }
}

extension CheckedReturn {
  /// A digest of every rule book: it changes when a rule begins, ends, or says or shows something
  /// else.
  static var digestOfRuleBooks: String {
    // FNV-1a (Fowler, Noll and Vo): the same on every machine, which `Hasher` is not.
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for one in allCases {
      for card in one.cards {
        let text = [
          card.code, card.years.lowerBound.description, card.years.upperBound.description,
          card.severity.rawValue, card.fails, card.passes, "\(card.needs)", "\(card.fields)",
        ]
        for byte in text.joined(separator: "\n").utf8 {
          digest = (digest ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
      }
    }
    return String(digest, radix: 16)
  }
}
