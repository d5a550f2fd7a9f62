import CareRecord
import Foundation

/// The staff of an authority, by number.
///
/// So many families make a locality with teams of its own. So who works with a family does not
/// depend on how many other families there are.
struct Staff: Sendable {
  static let familiesInLocality = 512

  /// The first number of each team in a locality; the manager comes first.
  private static let offsets: [Work: Int] = {
    var next = 0
    var offsets: [Work: Int] = [:]
    for work in Work.allCases {
      offsets[work] = next
      next += work.staff + 1
    }
    return offsets
  }()

  static let inLocality = Work.allCases.reduce(0) { $0 + $1.staff + 1 }

  let setting: Setting

  static func locality(ofFamily number: Int) -> Int { number / familiesInLocality }

  /// The number of one of a team's workers, from 0; −1 is the manager.
  static func number(_ worker: Int, in work: Work, locality: Int) -> Int {
    locality * inLocality + (offsets[work] ?? 0) + 1 + worker
  }

  func worker(_ number: Int) -> SimulatedWorker {
    let (locality, place) = number.quotientAndRemainder(dividingBy: Self.inLocality)
    let work = Work.allCases.last { (Self.offsets[$0] ?? 0) <= place } ?? .referral
    let name = name(number)
    let digits = String(9_000_000 + number)
    var source = setting.identifiers(ofWorker: number)
    return SimulatedWorker(
      subject: Subject(.worker, source.next()), name: name, user: user(name, number),
      team: team(work, locality), number: "SW\(digits)",
      isManager: place == Self.offsets[work])
  }

  /// Given and family names of the list, put together anew once all have been used.
  private func name(_ number: Int) -> String {
    let names = setting.names.workers
    let (round, index) = number.quotientAndRemainder(dividingBy: names.count)
    if round == 0 { return names[index] }
    let given = names[index].prefix { $0 != " " }
    let family = names[(index + round * 7) % names.count].drop { $0 != " " }.dropFirst()
    return "\(given) \(family)"
  }

  private func user(_ name: String, _ number: Int) -> String {
    let plain = name.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
    let user = String(
      String.UnicodeScalarView(
        plain.compactMap { $0 == " " ? "." : ("a"..."z").contains($0) ? $0 : nil }))
    return number < setting.names.workers.count ? user : "\(user)\(number)"
  }

  private func team(_ work: Work, _ locality: Int) -> String {
    let teams = setting.names.teams.filter { $0.work == work.rawValue }.map(\.name)
    if teams.isEmpty { return work.rawValue }
    let (round, index) = locality.quotientAndRemainder(dividingBy: teams.count)
    return round == 0 ? teams[index] : "\(teams[index]) \(round + 1)"
  }
}
