import CareRecord
import CivilTime

extension Ledger {
  /// The commits that make everything known, in order; each by one author at one office hour.
  mutating func commits(_ versions: SimulatedVersions, authors: (Int) -> Author) -> [Commit] {
    let kept = versions == .every ? entries : lastVersions()
    let order = kept.indices.sorted { (kept[$0].known, $0) < (kept[$1].known, $1) }
    var commits: [Commit] = []
    var start = 0
    while start < order.count {
      var end = start
      let day = kept[order[start]].known
      while end < order.count, kept[order[end]].known == day { end += 1 }
      let groups = groups(order[start..<end].map { kept[$0] })
      var minute = 8 * 60 + 30 + random.below(60)
      for (number, group) in groups.enumerated() {
        let known =
          Instant(
            london: day, hour: minute / 60, minute: minute % 60, second: random.below(60))
          ?? Instant(milliseconds: 0)
        commits.append(
          Commit(by: authors(group[0].author), at: known, group.map { change($0, versions) }))
        let left = 17 * 60 + 45 - minute
        minute += 1 + random.below(max(left / (groups.count - number), 1))
      }
      start = end
    }
    return commits
  }

  private func change(_ entry: Entry, _ versions: SimulatedVersions) -> Change {
    versions == .every
      ? Change(
        entry.fact, replaces: entry.version - 1, of: entry.subjects, entry.body,
        reason: entry.reason)
      : Change(entry.fact, replaces: 0, of: entry.subjects, entry.body)
  }

  /// The last version of every fact that was not taken back.
  private func lastVersions() -> [Entry] {
    var last: [FactID: Int] = [:]
    for (index, entry) in entries.enumerated() { last[entry.fact] = index }
    return entries.enumerated().compactMap { index, entry in
      guard last[entry.fact] == index, case .put = entry.body else { return nil }
      return entry
    }
  }

  /// A day's entries by author; two versions of a fact never in one commit.
  private func groups(_ entries: [Entry]) -> [[Entry]] {
    var groups: [[Entry]] = []
    var firstOpen = 0
    var seen: Set<FactID> = []
    for entry in entries {
      if !seen.insert(entry.fact).inserted {
        firstOpen = groups.count
        seen = [entry.fact]
      }
      if let index = groups.indices.first(where: {
        $0 >= firstOpen && groups[$0][0].author == entry.author
      }) {
        groups[index].append(entry)
      } else {
        groups.append([entry])
      }
    }
    return groups
  }
}
