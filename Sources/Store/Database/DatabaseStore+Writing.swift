public import Access
public import CareRecord
import CivilTime

extension DatabaseStore {
  public func commit(_ commit: Commit, by person: Person) async throws -> CommitReceipt {
    let (layout, now) = (layout, clock())
    return try await write { database in
      var writer = try CommitWriter(
        database, layout: layout, person: person, now: now, changes: commit.changes.count)
      try writer.prepare(for: [commit])
      let receipt = try writer.write(commit)
      try writer.finish()
      return receipt
    }
  }

  public func commit(
    _ commits: [Commit], by person: Person
  ) async throws -> [Result<CommitReceipt, CommitRefused>] {
    var results: [Result<CommitReceipt, CommitRefused>] = []
    results.reserveCapacity(commits.count)
    var start = 0
    while start < commits.count {
      var end = start
      var changes = 0
      repeat {
        changes += commits[end].changes.count
        end += 1
      } while end < commits.count && changes < DatabaseStore.changesPerTransaction
      results += try await commitTogether(Array(commits[start..<end]), by: person)
      start = end
    }
    return results
  }

  /// So many that the cost of a transaction is spread thin, so few that a reader's log entry does
  /// not wait long behind them.
  private static let changesPerTransaction = 5_000

  private func commitTogether(
    _ commits: [Commit], by person: Person
  ) async throws -> [Result<CommitReceipt, CommitRefused>] {
    let (layout, now) = (layout, clock())
    return try await write { database in
      var writer = try CommitWriter(
        database, layout: layout, person: person, now: now,
        changes: commits.reduce(0) { $0 + $1.changes.count })
      try writer.prepare(for: commits)
      var results: [Result<CommitReceipt, CommitRefused>] = []
      for commit in commits {
        do {
          results.append(.success(try writer.write(commit)))
        } catch let refused as CommitRefused {
          results.append(.failure(refused))
        }
      }
      try writer.finish()
      return results
    }
  }
}
