import CINCensus
import CareRecord
import CivilTime
import Returns
import SSDA903
import Testing

@testable import Simulation

@Suite struct SimulatedReturnsTests {
  @Test func returns_made_from_the_journeys_are_clean() throws {
    let years = try (2023...2027).map { try #require(CollectionYear(endYear: $0)) }
    let ends = years.dropLast()
    var broken: [String: Int] = [:]
    var inCare = 0
    var inNeed = 0
    for family in try Simulated.authority(2500, seed: 5).families {
      for (subject, record) in Simulated.records(family) where subject.kind == .child {
        // The year that is not over yet has no return.
        for year in ends {
          let rows = SSDA903FromRecord.rows(of: record, in: year)
          if !rows.episodes.isEmpty || !rows.oc3.isEmpty {
            inCare += 1
            for rule in CareReturnCheck(rows, in: year).broken {
              broken["care \(rule) \(year)", default: 0] += 1
            }
          }
          if let child = CINFromRecord.child(of: record, in: year) {
            inNeed += 1
            for rule in NeedReturnCheck(child, in: year).broken {
              broken["need \(rule) \(year)", default: 0] += 1
            }
          }
        }
      }
    }
    #expect(broken == [:])
    #expect(inCare > 300)
    #expect(inNeed > 2500)
  }
}
