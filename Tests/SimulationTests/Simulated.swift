import CareRecord
import CivilTime
import Testing

@testable import Simulation

/// Authorities for the tests, and their records as a store would hold them.
enum Simulated {
  static let lastDay = Day(year: 2026, month: 11, day: 20) ?? .unset

  static func authority(
    _ children: Int, seed: UInt64 = 1, casework: Bool = false,
    versions: SimulatedVersions = .final
  ) throws -> FictionalAuthority {
    try FictionalAuthority(
      children: children, seed: seed, lastDay: lastDay,
      authority: #require(Authority(number: 383)), casework: casework, versions: versions,
      parameters: EnglandParametersTests.read.get(), names: FictionalNames(),
      workingDays: .england())
  }

  /// Some thousands of children in the compact form; made once.
  static let large = Result { Array(try authority(9000, seed: 2).families) }

  /// The last version of each fact that stands, record by record.
  static func records(_ family: SimulatedFamily) -> [Subject: ChildRecord] {
    var versions: [FactID: (number: Int, known: Instant, change: Change)] = [:]
    for commit in family.commits {
      for change in commit.changes {
        versions[change.fact] = (change.replaces + 1, commit.known, change)
      }
    }
    var records: [Subject: ChildRecord] = [:]
    for (id, version) in versions.sorted(by: { $0.key < $1.key }) {
      guard case .put(let fact) = version.change.body else { continue }
      for subject in version.change.subjects {
        add(fact, id, version.number, version.known, to: &records[subject, default: .init(subject)])
      }
    }
    return records
  }

  private static func add<F: Fact>(
    _ fact: F, _ id: FactID, _ version: Int, _ known: Instant, to record: inout ChildRecord
  ) {
    record[F.self] = record[F.self] + [Held(id: id, version: version, known: known, fact)]
  }
}
