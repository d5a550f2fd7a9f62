import CivilTime
public import Returns

/// What follows from a child's episodes in one submission.
public struct CheckedJourney {
  public typealias Episode = CheckedRow<EpisodeColumn>

  /// The episodes by start, those without a readable one last; of equals the first in the file
  /// first.
  public let sequence: EpisodeSequence

  /// The episode with the earliest start; of equals the first in the file.
  public let first: Episode?

  /// The episode with the latest start; of equals the first in the file.
  public let latest: Episode?

  /// Whether the child was looked after from the first day of the year to its last.
  ///
  /// That is: an episode touches the year; none began with S after the first day; none ended, other
  /// than with X1, before the last day; and none that touches the year is a short break.
  public let isContinuous: Bool

  init(
    _ episodes: CheckedRows<EpisodeColumn>, in setting: CheckSetting,
    order: UnsafePointer<Int32>
  ) {
    sequence = EpisodeSequence(episodes: episodes, order: order)
    var latest: Episode?
    var touches = false
    var isBroken = false
    let (start, end) = (setting.start, setting.end)
    for episode in episodes {
      let began = episode.day(.DECOM)
      let ended = episode.day(.DEC)
      if began.isKnown, latest.map({ $0.day(.DECOM) < began }) ?? true { latest = episode }
      let touchesYear = episode.touches(start, end)
      touches = touches || touchesYear
      let isEntry = episode[.RNE] == "S" && start < began && began <= end
      let isExit = episode[.REC] != "X1" && start <= ended && ended < end
      isBroken = isBroken || isEntry || isExit || (touchesYear && episode.isShortBreak)
    }
    self.latest = latest
    first = sequence.first.flatMap { $0.day(.DECOM).isKnown ? $0 : nil }
    isContinuous = touches && !isBroken
  }
}

/// A child's episodes in order of their start.
public struct EpisodeSequence: RandomAccessCollection {
  let episodes: CheckedRows<EpisodeColumn>
  let order: UnsafePointer<Int32>

  public var startIndex: Int { 0 }
  public var endIndex: Int { episodes.count }

  @inline(__always)
  public subscript(position: Int) -> CheckedRow<EpisodeColumn> {
    episodes[Int(order[position])]
  }

  /// Each episode but the first, with the one before it.
  public var neighbours: Neighbours { Neighbours(sequence: self) }

  public struct Neighbours: RandomAccessCollection {
    public typealias Pair = (
      before: CheckedRow<EpisodeColumn>, episode: CheckedRow<EpisodeColumn>
    )

    let sequence: EpisodeSequence

    public var startIndex: Int { 1 }
    public var endIndex: Int { Swift.max(1, sequence.count) }

    @inline(__always)
    public subscript(position: Int) -> Pair { (sequence[position - 1], sequence[position]) }
  }
}

/// Room for the orders of the episodes of a few children, used again for the next few.
///
/// Not for two threads at once: each has its own.
final class EpisodeOrders {
  private var room: UnsafeMutableBufferPointer<Int32>
  private var used = 0

  init() { room = .allocate(capacity: 1024) }

  deinit { room.deallocate() }

  /// Forgets the last children and makes room for so many episodes, so that nothing moves until the
  /// next call.
  func begin(episodes: Int) {
    used = 0
    // One more, so that there is a place to point at where a child has no episodes.
    guard episodes >= room.count else { return }
    room.deallocate()
    room = .allocate(capacity: episodes * 2)
  }

  /// The places of a child's episodes in order of their start.
  func order(of episodes: CheckedRows<EpisodeColumn>) -> UnsafePointer<Int32> {
    guard let base = room.baseAddress, used + episodes.count < room.count else {
      preconditionFailure("room was made for fewer episodes")
    }
    let order = base + used
    used += episodes.count
    for place in 0..<episodes.count { (order + place).initialize(to: Int32(place)) }
    // Files are nearly always in order already.
    var isSorted = true
    for place in episodes.indices.dropFirst()
    where key(episodes[place]) < key(episodes[place - 1]) { isSorted = false }
    if !isSorted {
      var places = UnsafeMutableBufferPointer(start: order, count: episodes.count)
      places.sort { (key(episodes[Int($0)]), $0) < (key(episodes[Int($1)]), $1) }
    }
    return UnsafePointer(order)
  }

  /// Episodes without a start that can be read come last.
  private func key(_ episode: CheckedRow<EpisodeColumn>) -> Int32 {
    let start = episode.day(.DECOM)
    return start.isKnown ? start.day.ordinal : .max
  }
}
