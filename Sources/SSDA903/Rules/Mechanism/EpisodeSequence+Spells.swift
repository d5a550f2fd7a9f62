import CivilTime
import Returns

extension EpisodeSequence {
  /// Runs of neighbouring episodes with one legal status, each starting on the day on which the one
  /// before ended; an episode without an end that can be read goes on to `end`.
  func forEachSpell(of status: CellText, until end: CellDay, _ body: (Slice<Self>) -> Void) {
    var place = 0
    while place < count {
      let first = place
      place += 1
      guard self[first][.LS] == status else { continue }
      while place < count, self[place][.LS] == status {
        let ended = self[place - 1].day(.DEC)
        guard (ended.isKnown ? ended : end) == self[place].day(.DECOM) else { break }
        place += 1
      }
      body(self[first..<place])
    }
  }

  /// Each episode but the first with the one before it, where those that start on one day stand in
  /// the order in which they end, those without an end that can be read last.
  func forEachNeighboursByEnd(_ body: (Neighbours.Pair) -> Void) {
    var before: Element?
    var place = 0
    while place < count {
      let first = place
      place += 1
      while place < count, self[place].day(.DECOM).isSame(as: self[first].day(.DECOM)) {
        place += 1
      }
      // Nearly always it is one alone.
      if place - first == 1 {
        if let before { body((before, self[first])) }
        before = self[first]
        continue
      }
      let ordered = (first..<place).sorted { (endKey($0), $0) < (endKey($1), $1) }
      for place in ordered {
        if let before { body((before, self[place])) }
        before = self[place]
      }
    }
  }

  private func endKey(_ place: Int) -> Int32 {
    let end = self[place].day(.DEC)
    return end.isKnown ? end.day.ordinal : .max
  }
}
