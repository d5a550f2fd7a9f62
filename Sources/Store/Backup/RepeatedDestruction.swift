public import CareRecord
import CivilTime
import Secrets

/// Destroys again, in a database that is being restored, what was destroyed after its backup was made.
public struct RepeatedDestruction: Sendable {
  /// Takes a child's rows out of a file as received; nil for a file that does not name the child.
  public typealias Cut =
    @Sendable (
      _ identifiers: [PersonIdentifier], _ file: SubmissionFile, _ returnName: String
    ) -> Result<[UInt8], KeptFileChange.Reason>?

  let list: TombstoneList
  let cut: Cut

  public init(_ list: TombstoneList, cutting cut: @escaping Cut) {
    self.list = list
    self.cut = cut
  }

  func run(
    in database: StoreConnection, _ layouts: [StoreLayout], today: Day
  ) throws -> (tombstones: [Tombstone], filesLeft: Int) {
    guard let layout = layouts.first(where: { $0.authority == list.authority }) else {
      throw BackupUnusable(
        "The list of tombstones is of authority \(list.authority), which is not in this backup. "
          + "Nothing was restored.")
    }
    let table = TombstoneTable(database: database, authority: layout.authority)
    let reader = RecordReader(database: database, layout: layout)
    let keys = try SealKeyFile.publicKeys(database)
    let held = try table.all()
    var again: [Tombstone] = []
    var filesLeft = 0
    for tombstone in list.tombstones.sorted(by: { $0.number < $1.number })
    where !held.contains(tombstone) {
      let isSigned = keys.contains {
        SigningKey.isValid(tombstone.signature, of: tombstone.message, by: $0)
      }
      guard isSigned, try table.tombstone(tombstone.number) == nil else {
        throw BackupUnusable(
          "Tombstone \(tombstone.number) of the list was not made in this database. Give the list that "
            + "belongs to this backup. Nothing was restored.")
      }
      filesLeft += try cutFiles(of: tombstone, with: reader)
      try Destruction(reader: reader, today: today).repeatDestruction(tombstone)
      again.append(tombstone)
    }
    return (again, filesLeft)
  }

  /// While the record still says by which numbers files name the child.
  /// - Returns: how many files hold rows of the child that could not be taken out
  private func cutFiles(of tombstone: Tombstone, with reader: RecordReader) throws -> Int {
    guard let head = try reader.head(of: tombstone.record) else { return 0 }
    let record = try reader.record(.child(tombstone.record), factKinds: head.factKinds)
    let identifiers = record[PersonIdentifier.self].map(\.fact)
    let (database, authority) = (reader.database, reader.layout.authority.number)
    let files = try database.rows(
      """
      SELECT f.submission, f.number, s.return FROM submission_file f
      JOIN submission s ON s.authority = f.authority AND s.id = f.submission
      WHERE f.authority = ? ORDER BY f.submission, f.number
      """, authority
    ) { (submission: $0.integer(0), number: $0.integer(1), returnName: $0.text(2)) }
    var left = 0
    for file in files {
      let held = try database.first(
        """
        SELECT name, bytes FROM submission_file WHERE authority = ? AND submission = ? AND number = ?
        """, authority, file.submission, file.number
      ) { SubmissionFile(name: $0.text(0), bytes: $0.bytes(1)) }
      guard let held, let after = cut(identifiers, held, file.returnName) else { continue }
      switch after {
      case .success(let bytes):
        try database.run(
          """
          UPDATE submission_file SET bytes = ? WHERE authority = ? AND submission = ? AND number = ?
          """, bytes, authority, file.submission, file.number)
      case .failure: left += 1
      }
    }
    return left
  }
}
