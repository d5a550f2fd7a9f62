public import Access
public import CareRecord

extension DatabaseStore {
  public func destroy(
    _ subject: Subject, files: [KeptFileChange], for reading: Reading
  ) async throws -> Tombstone {
    try permit(
      Policy.mayReviewRetention(reading.person), reading.person,
      "Your role does not include destroying records.")
    let (layout, workingDays, keyFile, now) = (layout, workingDays, keyFile, clock())
    let tombstone = try await write { database in
      let reader = RecordReader(database: database, layout: layout)
      let found = try reader.retentionCase(of: subject, reading, workingDays)
      try database.overwriteWhatIsDeleted()
      return try Destruction(reader: reader, today: reading.today).run(
        found, files: files, by: reading.person.user, at: now, key: try keyFile.key(database))
    }
    await engine.forgetDeleted()
    return tombstone
  }

  public func tombstones() async throws -> [Tombstone] {
    let authority = authority
    return try await read { try TombstoneTable(database: $0, authority: authority).all() }
  }

  public func tombstone(_ number: Int64) async throws -> Tombstone? {
    let authority = authority
    return try await read {
      try TombstoneTable(database: $0, authority: authority).tombstone(number)
    }
  }

  /// The names of everybody who has an account, by user name.
  public func namesOfPeople() async throws -> [String: String] {
    Dictionary(
      try await accounts().map { ($0.person.user, $0.person.name) }, uniquingKeysWith: { $1 })
  }

  // MARK: - Backups

  /// Whether the database is on a server, which keeps an archive and old pages of its own.
  public var keepsArchive: Bool { engine.keepsArchive }

  public func backupNotes() async throws -> [BackupNote] {
    let authority = authority
    return try await read { try BackupTable(database: $0, authority: authority).all() }
  }

  public func noteBackupGone(
    _ number: Int64, because reason: String, by person: Person
  ) async throws {
    try permit(Policy.mayNoteBackups(person), person, "Your role does not include backups.")
    try saysWhy(reason)
    let (authority, now) = (authority, clock())
    try await write { database in
      let table = BackupTable(database: database, authority: authority)
      guard let backup = try table.all().first(where: { $0.number == number }) else {
        throw RetentionRefused("There is no backup \(number) on the list.")
      }
      if backup.gone != nil { throw RetentionRefused("This backup was noted as gone already.") }
      try table.note(gone: number, reason, by: person.user, at: now)
    }
  }
}

extension StoreConnection {
  /// Has SQLite overwrite what this transaction deletes.
  ///
  /// It would stay in free pages of the file otherwise. PostgreSQL removes it when it vacuums.
  fileprivate func overwriteWhatIsDeleted() throws {
    if dialect == .sqlite { try execute(script: "PRAGMA secure_delete = ON") }
  }
}
