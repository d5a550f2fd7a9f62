public import CareRecord
public import CivilTime
public import Returns
public import Store
import Synchronization

/// The rules of the years that are being sent, chosen once for each and kept.
public final class LiveRules: Sendable {
  private let authority: Authority
  private let reference: @Sendable (CollectionYear) -> ReferenceData
  private let checks = Mutex<[CollectionYear: LiveCheck]>([:])

  /// - Parameter reference: Lists to look things up in, of a year; without it what comes with Kith.
  public init(
    of authority: Authority,
    reference: @escaping @Sendable (CollectionYear) -> ReferenceData = {
      (try? .builtIn(on: $0.end)) ?? ReferenceData()
    }
  ) {
    self.authority = authority
    self.reference = reference
  }

  public func check(of year: CollectionYear) -> LiveCheck {
    checks.withLock { checks in
      if let check = checks[year] { return check }
      let check = LiveCheck(year: year, authority: authority, reference: reference(year))
      checks[year] = check
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
  /// - Parameter release: The version of Kith: with another one everything is checked anew.
  public func projection(release: String) -> Projection {
    .returnFindings(meaning: "\(release) \(CheckedReturn.digestOfRuleBooks)") { record, day in
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
