import CivilTime

extension DatabaseStore {
  /// Works out the tables of current facts, the heads of the records and the projections anew from the
  /// log, in one transaction, and says of each whether it was as the log has it.
  ///
  /// What is right is left as it is; a table that is not is emptied and written anew. Whatever was found,
  /// the tables are right afterwards.
  /// - Parameters:
  ///   - writingAll: whether what is right is written anew as well
  ///   - progress: told how many entries of the log are done
  public func rebuild(
    writingAll: Bool = false,
    progress: @escaping @Sendable (_ entries: Int) -> Void = { _ in }
  ) async throws -> RebuildReport {
    let (layout, today) = (layout, clock().inLondon.day)
    // What the passing of days made stale would differ, and nothing be wrong.
    try await refreshProjections(today: today)
    return try await write { database in
      try database.allowAnyTime()
      let rebuild = Rebuild(
        database: database, layout: layout, today: today, writesAll: writingAll)
      return RebuildReport(tables: try rebuild.run(progress: progress))
    }
  }
}
