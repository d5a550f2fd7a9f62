import CareRecord
public import CivilTime

extension DatabaseStore {
  /// Makes anew the projections of records that the passing of days made stale, a batch at a time.
  /// - Parameter limit: about so many records at most; nil for all
  /// - Returns: how many records were made anew
  @discardableResult
  public func refreshProjections(today: Day, limit: Int? = nil) async throws -> Int {
    let due = """
      SELECT h.record, h.kind, h.fact_kinds
      FROM projection_record p JOIN record_head h USING (authority, record)
      WHERE authority = ? AND p.projection = ? AND p.valid_until <= ?
      LIMIT ?
      """
    var done = 0
    while done < limit ?? .max {
      let made = try await project(
        on: today, due, { [.text($0.projection.name), .day(today)] },
        limit: min(DatabaseStore.pieceOfPreparing, (limit ?? .max) - done))
      if made == 0 { break }
      done += made
    }
    return done
  }

  /// Projects the records that a query names for some projection, all of their projections at once.
  private func project(
    on today: Day, _ sql: String, _ arguments: @escaping @Sendable (ProjectionTable) -> [Cell],
    limit: Int
  ) async throws -> Int {
    let layout = layout
    let find: @Sendable (StoreConnection) throws -> [(Subject, FactKindSet)] = { database in
      for projection in layout.projections {
        let select = try PreparedStatement(database, sql)
        select.bind(layout.authority.number, at: 1)
        for (index, cell) in arguments(projection).enumerated() {
          select.bind(cell, at: Int32(index + 2))
        }
        select.bind(limit, at: Int32(arguments(projection).count + 2))
        var found: [(Subject, FactKindSet)] = []
        while try select.step() {
          guard let kind = SubjectKind(rawValue: Int(select.integer(1))) else { continue }
          found.append(
            (Subject(kind, SubjectID(raw: select.integer(0))), FactKindSet(select.bytes(2))))
        }
        if !found.isEmpty { return found }
      }
      return []
    }
    // Most often nothing is to be done, and then no writer waits.
    if try await read({ try find($0).isEmpty }) { return 0 }
    return try await write { database in
      let reader = RecordReader(database: database, layout: layout)
      let found = try find(database)
      try layout.project(found, on: today, with: reader)
      return found.count
    }
  }
}
