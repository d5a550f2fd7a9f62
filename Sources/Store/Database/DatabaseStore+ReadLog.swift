import Access
public import CareRecord
import CivilTime

extension DatabaseStore {
  /// Who has read this record, the latest first.
  public func readers(
    of subject: Subject, limit: Int = 200, for reading: Reading
  ) async throws -> [ReadLogEntry] {
    try await entries("record = ?", [.integer(subject.id.raw)], limit) {
      if case .allowed(_, _) = try $0.decide(subject, reading)?.decision { return }
      throw ReadRefused.notAllowed("Who has read a record is shown to those who may read it.")
    }
  }

  /// What a person has read, the latest first.
  public func reads(
    by user: String, limit: Int = 200, for reading: Reading
  ) async throws -> [ReadLogEntry] {
    try await entries("person = ?", [.text(user)], limit) { _ in
      guard Policy.mayReview(readsOf: user, by: reading.person) else {
        throw ReadRefused.notAllowed("What others have read is not for your role.")
      }
    }
  }

  private func entries(
    _ condition: String, _ values: [Cell], _ limit: Int,
    check: @escaping @Sendable (RecordReader) throws -> Void
  ) async throws -> [ReadLogEntry] {
    let layout = layout
    return try await read { database in
      try check(RecordReader(database: database, layout: layout))
      let select = try PreparedStatement(
        database,
        """
        SELECT at, person, ground, record, purpose, detail, found FROM read_log
        WHERE authority = ? AND \(condition) ORDER BY entry DESC LIMIT ?
        """)
      select.bind(layout.authority.number, at: 1)
      for (index, value) in values.enumerated() { select.bind(value, at: Int32(index + 2)) }
      select.bind(limit, at: Int32(values.count + 2))
      var entries: [ReadLogEntry] = []
      while try select.step() {
        entries.append(
          ReadLogEntry(
            at: Instant(milliseconds: select.integer(0)), person: select.text(1),
            ground: select.text(2), record: select.optionalInteger(3).map(SubjectID.init(raw:)),
            purpose: select.text(4), detail: select.optionalText(5),
            found: select.optionalInteger(6).map(Int.init)))
      }
      return entries
    }
  }
}
