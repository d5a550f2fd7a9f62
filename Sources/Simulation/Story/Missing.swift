import CareRecord
import CivilTime

extension FamilyStory {
  /// Tells when a child in care was missing or away.
  mutating func tellMissing(_ story: StoryCare, of child: Int) {
    let chances = setting.care
    let birth = children[child].outline.birth
    // Two in five children in care are of the ages that go missing, at about half the chance of 15.
    let perYear = chances.missingShare / 0.36
    var from = max(story.outline.from + 2, birth.adding(years: 10))
    while from < min(story.outline.to, lastDay) {
      let to = min(from + 365, story.outline.to - 1)
      let weight = chances.missingAge[birth.age(on: from)] ?? 0
      let part = Double(to - from) / 365
      if to > from + 10, random.chance(perYear * weight * part) {
        // Half of the children who go missing do so once or twice.
        let mean = random.chance(0.5) ? 0.5 : chances.missingMean * 2 - 2.5
        let count = 1 + random.failures(beforeChance: 1 / (1 + mean * part), limit: 60)
        tellIncidents(count, in: Stretch(from: from, to: to), of: child)
      }
      from = from + 365
    }
  }

  private mutating func tellIncidents(_ count: Int, in stretch: Stretch, of child: Int) {
    let starts = (0..<count).map { _ in random.day(from: stretch.from, to: stretch.to - 2) }
      .sorted()
    var free = stretch.from
    for start in starts where start >= free && start <= lastDay {
      let days = missingDays()
      let end = min(start + days, stretch.to - 1)
      var episode = MissingEpisode()
      episode.type = Code(setting.care.missingKind.draw(&random))
      episode.from = start
      tell(episode, lasting: Stretch(from: start, to: end), of: child, by: .lookedAfter) {
        $0.to = end
      }
      free = end + 1
    }
  }

  private mutating func missingDays() -> Int {
    let group = setting.care.missingDays.draw(&random)
    let ends = group.split(separator: "-").compactMap { Int($0) }
    return random.whole((ends.first ?? 0)...(ends.last ?? 0))
  }

  /// The return asks for orders that restrict liberty from 2026-27 on.
  private static let deprivationAsked = Day(year: 2026, month: 4, day: 1) ?? .unset

  /// Tells an order that lets a children's home restrict a child's liberty.
  mutating func tellDeprivation(_ story: StoryCare, of child: Int) {
    let birth = children[child].outline.birth
    for turn in story.placements where turn.type == "K2" && turn.to > Self.deprivationAsked {
      let from = max(turn.from + 5, Self.deprivationAsked + random.whole(0...150))
      let to = min(turn.to - 2, from + random.whole(60...300))
      // About one child in ten and over of nine lives in a home.
      guard birth.age(on: from) >= 11, to > from + 20, from <= lastDay,
        random.chance(setting.care.deprivationOfLiberty * 7)
      else { continue }
      var order = DeprivationOfLiberty()
      order.from = from
      tell(order, lasting: Stretch(from: from, to: to), of: child, by: .lookedAfter) {
        $0.to = to
      }
      return
    }
  }
}
