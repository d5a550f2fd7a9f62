import CareRecord
import CivilTime

/// A child's time in care as the statistics count it: without series of short breaks (legal statuses V3
/// and V4).
struct TimeInCare {
  /// Being looked after without a break.
  struct Stay {
    let stretch: Stretch
    /// Whether care began with it; false where it began earlier, on a day that is not known.
    let isStart: Bool
    /// The day on which care ended, and why; nil while it lasts.
    let ceased: Ceased?
  }

  struct Ceased {
    let on: Day
    let reason: Code<ReasonCareCeased>?
  }

  /// Living with the same carers, whatever happened to the legal side of it.
  struct Home {
    /// The stay that it is a part of, by its place among them.
    let stay: Int
    var stretch: Stretch
    /// The kinds of placement that it was, one after the other.
    var kinds: [Kind]
  }

  struct Kind {
    let type: Code<PlacementType>
    var stretch: Stretch
  }

  /// In the order in which they began.
  private(set) var stays: [Stay] = []
  private(set) var homes: [Home] = []
  /// The days on which the child is looked after, each once.
  private(set) var days: [Stretch] = []
  /// Whether all the care there ever was is short breaks.
  private(set) var isShortBreaksOnly = false

  init(of record: ChildRecord) {
    let periods = record[CarePeriod.self]
    if periods.isEmpty { return }
    let statuses = record[LegalStatusSpan.self]
    let placements = record[Placement.self]
    for period in periods {
      guard period.from.isSet, period.to.map({ $0 >= period.from }) ?? true else { continue }
      let own = statuses.filter { $0.carePeriod == period.id }
      take(
        period.fact, without: own.filter { $0.status.isShortBreak }.map(\.fact),
        allShortBreaks: !own.isEmpty && own.allSatisfy { $0.status.isShortBreak },
        placements: placements.filter { $0.carePeriod == period.id }.map(\.fact))
    }
    days = stays.map(\.stretch).merged()
    isShortBreaksOnly = stays.isEmpty
  }

  private mutating func take(
    _ period: CarePeriod, without breaks: [LegalStatusSpan], allShortBreaks: Bool,
    placements: [Placement]
  ) {
    if allShortBreaks { return }
    let whole = Stretch(period.from, period.to)
    // X1: care went on in an episode that is not held, so nobody knows that it ceased.
    let ceased =
      period.reasonCeased == "X1"
      ? nil
      : period.to.map {
        Ceased(on: $0, reason: period.reasonCeased)
      }
    if breaks.isEmpty {
      stays.append(Stay(stretch: whole, isStart: period.earlierStart == nil, ceased: ceased))
      addHomes(placements, in: whole)
      return
    }
    // A series of short breaks that became care, or the other way round.
    var from = period.from
    for each in breaks.map({ Stretch($0.from, $0.to).clipped(to: whole) }).merged() {
      addPart(Stretch(from, each.from), of: period, ceased: nil, placements)
      from = each.until
    }
    addPart(Stretch(from, whole.until), of: period, ceased: ceased, placements)
  }

  private mutating func addPart(
    _ part: Stretch, of period: CarePeriod, ceased: Ceased?, _ placements: [Placement]
  ) {
    if part.isEmpty { return }
    let isStart = part.from > period.from || period.earlierStart == nil
    stays.append(Stay(stretch: part, isStart: isStart, ceased: ceased))
    addHomes(placements, in: part)
  }

  /// Placements become homes.
  ///
  /// A temporary move (hospital, a holiday, seven days at most) is no move; with the same carers, or
  /// where only the status of the placement changed, the child lives where they lived.
  private mutating func addHomes(_ placements: [Placement], in stay: Stretch) {
    var lasting: Placement?
    var wasAway = false
    for (index, placement) in placements.enumerated() where placement.from.isSet {
      var until = placement.to ?? Stretch.noEnd
      if index + 1 < placements.count { until = min(until, placements[index + 1].from) }
      let stretch = Stretch(placement.from, until).clipped(to: stay)
      // One that began and ended on one day was a home all the same.
      if stretch.until < stretch.from { continue }
      if placement.type.isTemporary {
        if lasting != nil { lengthen(to: stretch.until) }
        wasAway = true
        continue
      }
      let goesOn =
        lasting.map {
          placement.sameCarer || $0.reasonEnded == .onlyStatusChanged
            || (wasAway && $0.isSamePlace(as: placement))
        } ?? false
      if goesOn {
        move(to: placement.type, through: stretch)
      } else {
        homes.append(
          Home(
            stay: stays.count - 1, stretch: stretch,
            kinds: [Kind(type: placement.type, stretch: stretch)]))
      }
      lasting = placement
      wasAway = false
    }
  }

  private mutating func lengthen(to day: Day) {
    let last = homes.count - 1
    homes[last].stretch = Stretch(homes[last].stretch.from, day)
    let kind = homes[last].kinds.count - 1
    homes[last].kinds[kind].stretch = Stretch(homes[last].kinds[kind].stretch.from, day)
  }

  private mutating func move(to type: Code<PlacementType>, through stretch: Stretch) {
    let last = homes.count - 1
    if homes[last].kinds.last?.type == type, homes[last].stretch.until == stretch.from {
      lengthen(to: stretch.until)
    } else {
      homes[last].stretch = Stretch(homes[last].stretch.from, stretch.until)
      homes[last].kinds.append(Kind(type: type, stretch: stretch))
    }
  }
}

extension Placement {
  /// Whether the child came back to where they had been.
  fileprivate func isSamePlace(as other: Placement) -> Bool {
    type == other.type && postcode == other.postcode && urn == other.urn
      && !(postcode.isEmpty && urn.isEmpty)
  }
}

extension Code where Set == PlacementChangeReason {
  fileprivate static var onlyStatusChanged: Self { "PLACE" }
}

extension Code where Set == PlacementType {
  /// In hospital, on holiday, with others while the carers are away, or for seven days at most.
  var isTemporary: Bool {
    switch text {
    case "T0", "T1", "T2", "T3", "T4": true
    default: false
    }
  }

  var isFostering: Bool {
    switch text {
    case "U1", "U2", "U3", "U4", "U5", "U6": true
    default: false
    }
  }

  /// Secure and other children's homes.
  var isChildrensHome: Bool { text == "K1" || text == "K2" }

  /// Supported accommodation, registered or of before it had to be, and living independently.
  var isSupported: Bool { text == "K3" || text == "H5" || text == "P2" }

  /// Placed for adoption.
  var isAdoptive: Bool {
    switch text {
    case "A3", "A4", "A5", "A6": true
    default: false
    }
  }
}
