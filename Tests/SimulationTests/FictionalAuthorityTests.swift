import CareRecord
import CivilTime
import Testing

@testable import Simulation

@Suite struct FictionalAuthorityTests {
  /// Everything that a family says, in a form that differs where a byte differs.
  private func text(_ family: SimulatedFamily) -> String {
    family.commits.map { commit in
      let changes = commit.changes.map { change in
        let body =
          switch change.body {
          case .put(let fact): String(decoding: FactBody.json(of: fact), as: UTF8.self)
          case .withdraw(let kind): "withdrawn \(kind)"
          }
        return "\(change.fact) \(change.replaces) \(change.subjects.map(\.id)) "
          + "\(change.kindName) \(body) \(change.reason ?? "")"
      }
      return "\(commit.author) \(commit.known)\n" + changes.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  @Test(arguments: [1, 2, 37, 400])
  func there_are_as_many_children_as_asked_for(children: Int) throws {
    let families = Array(try Simulated.authority(children).families)
    #expect(families.map(\.children.count).reduce(0, +) == children)
    #expect(Set(families.flatMap(\.children)).count == children)
    #expect(families.allSatisfy { !$0.children.isEmpty && !$0.commits.isEmpty })
  }

  @Test func no_children_are_no_families() throws {
    let authority = try Simulated.authority(0)
    #expect(authority.familyCount == 0)
    #expect(authority.family(number: 0) == nil)
    #expect(authority.workers.isEmpty)
  }

  @Test func the_same_seed_gives_the_same_bytes_and_another_seed_others() throws {
    let one = try Simulated.authority(60, seed: 7, casework: true, versions: .every)
    let same = try Simulated.authority(60, seed: 7, casework: true, versions: .every)
    let other = try Simulated.authority(60, seed: 8, casework: true, versions: .every)
    #expect(one.families.map(text) == same.families.map(text))
    #expect(one.workers == same.workers)
    #expect(one.families.map(text) != other.families.map(text))
  }

  @Test func a_family_is_the_same_whatever_others_there_are() throws {
    let few = try Simulated.authority(60, versions: .every)
    let many = try Simulated.authority(900, versions: .every)
    // Backwards, and but for the last, which may be cut short.
    for number in (0..<(few.familyCount - 1)).reversed() {
      let one = try #require(few.family(number: number))
      let other = try #require(many.family(number: number))
      #expect(text(one) == text(other))
    }
    #expect(many.workers.starts(with: few.workers))
  }

  @Test func visits_and_notes_change_nothing_else() throws {
    let with = try Simulated.authority(120, casework: true)
    let without = try Simulated.authority(120, casework: false)
    let casework: Set = ["visit", "child_at_visit", "case_note"]
    for (one, other) in zip(with.families, without.families) {
      let rest = one.changes.filter { !casework.contains($0.kindName) }
      #expect(Set(rest.map(\.fact)) == Set(other.changes.map(\.fact)))
      #expect(other.changes.allSatisfy { !casework.contains($0.kindName) })
    }
    #expect(with.families.flatMap(\.changes).contains { $0.kindName == "child_at_visit" })
  }

  @Test func in_the_compact_form_each_fact_that_stands_is_told_once_as_it_is_at_the_end() throws {
    let every = try Simulated.authority(120, casework: true, versions: .every)
    let final = try Simulated.authority(120, casework: true, versions: .final)
    for (one, other) in zip(every.families, final.families) {
      var last: [FactID: String] = [:]
      for change in one.changes {
        guard case .put(let fact) = change.body else {
          last[change.fact] = nil
          continue
        }
        last[change.fact] = String(decoding: FactBody.json(of: fact), as: UTF8.self)
      }
      #expect(other.changes.count == last.count)
      for change in other.changes {
        guard case .put(let fact) = change.body else {
          Issue.record("withdrawn in the compact form")
          continue
        }
        #expect(change.replaces == 0 && change.reason == nil)
        #expect(last[change.fact] == String(decoding: FactBody.json(of: fact), as: UTF8.self))
      }
    }
  }

  @Test func commits_come_in_order_at_office_hours_each_version_after_the_one_before() throws {
    let authority = try Simulated.authority(300, casework: true, versions: .every)
    let calendar = try WorkingDayCalendar.england()
    let users = Set(authority.workers.map(\.user))
    var (corrected, withdrawn, late) = (0, 0, 0)
    for family in authority.families {
      var versions: [FactID: Int] = [:]
      for (commit, next) in zip(family.commits, family.commits.dropFirst()) {
        #expect(commit.known < next.known)
      }
      for commit in family.commits {
        let time = commit.known.inLondon
        #expect((8...17).contains(time.hour))
        #expect(calendar.isWorkingDay(time.day) || time.day == authority.lastDay)
        #expect(time.day <= authority.lastDay)
        #expect(users.contains(commit.author.user))
        #expect(Set(commit.changes.map(\.fact)).count == commit.changes.count)
        for change in commit.changes {
          #expect(change.replaces == versions[change.fact, default: 0])
          #expect(!change.subjects.isEmpty)
          versions[change.fact] = change.replaces + 1
          switch change.body {
          case .withdraw:
            withdrawn += 1
            #expect(change.reason != nil)
          case .put(let fact):
            if change.reason != nil { corrected += 1 }
            if let from = fact.occurred?.from, !(fact is ReportedHealth) {
              if time.day > from + 2 { late += 1 }
              #expect(time.day >= from || change.replaces > 0 || isReported(fact))
            }
          }
        }
      }
    }
    #expect(corrected > 20)
    #expect(withdrawn > 3)
    #expect(late > 100)
  }

  /// Facts whose time is another than when they are told: a year, the birth of a first child.
  private func isReported(_ fact: any Fact) -> Bool {
    fact is StrengthsAndDifficultiesScore || fact is ReportedConviction
      || fact is ReportedSubstanceMisuse || fact is CareLeaverContact || fact is PreviousPermanence
  }

  @Test func workers_have_names_teams_and_numbers_of_their_own() throws {
    let workers = try Simulated.authority(1500).workers
    #expect(Set(workers.map(\.user)).count == workers.count)
    #expect(Set(workers.map(\.number)).count == workers.count)
    #expect(Set(workers.map(\.subject)).count == workers.count)
    #expect(workers.allSatisfy { $0.number.wholeMatch(of: /SW9[0-9]{6}/) != nil })
    #expect(workers.allSatisfy { $0.user.wholeMatch(of: /[a-z]+\.[a-z]+[0-9]*/) != nil })
    for team in Set(workers.map(\.team)) {
      #expect(workers.filter { $0.team == team && $0.isManager }.count == 1)
    }
  }
}
