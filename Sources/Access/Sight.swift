public import CareRecord

/// How much of a record someone sees: which zones, and whether texts are masked.
public struct Sight: Hashable, Sendable {
  public let zones: Set<Zone>
  public let masksNarrative: Bool

  public init(zones: Set<Zone>, masksNarrative: Bool) {
    self.zones = zones
    self.masksNarrative = masksNarrative
  }

  public static let everything = Sight(zones: Set(Zone.allCases), masksNarrative: false)
  /// What the returns carry; what people wrote is masked.
  public static let returnFields = Sight(
    zones: [.core, .protection, .narrative], masksNarrative: true)

  /// What stands in the place of a masked text.
  public static let mask = "\(maskLiteral)"
  /// The same, where it always lies in memory.
  public static let maskLiteral: StaticString = "Hidden: give a reason to read what people wrote"
}

extension ChildRecord {
  /// The record as someone with this sight sees it.
  public func seen(with sight: Sight) -> ChildRecord {
    if sight == .everything { return self }
    var seen = ChildRecord(subject)
    for kind in FactRegister.kinds where sight.zones.contains(kind.kind.zone) {
      copy(kind, into: &seen, masking: sight.masksNarrative)
    }
    return seen
  }

  private func copy<F: Fact>(_ type: F.Type, into seen: inout ChildRecord, masking: Bool) {
    guard masking else {
      seen[type] = self[type]
      return
    }
    seen[type] = self[type].map { held in
      var held = held
      for field in F.fields
      where field.about.type == .narrative && !field.read(held.fact).isNull {
        _ = field.write(&held.fact, .text(Sight.mask))
      }
      return held
    }
  }
}
