public import CareRecord
public import CivilTime

/// What the store keeps true in the same transaction as a change: a named, versioned, pure function
/// from a record and a day to rows.
///
/// Registered when the store is opened by whoever owns the meaning. A higher version makes the
/// stored rows stale, and they are made anew.
public struct Projection: Sendable {
  public let name: String
  public let version: Int
  /// The columns of its table, after authority and record.
  public let columns: [ProjectionColumn]
  /// The kind of subject that it is made for.
  public let subjects: SubjectKind
  /// The rows of a record on a day, and the first later day on which they would be others (a birthday,
  /// the end of a placement); nil when the passing of days changes nothing.
  public let rows: @Sendable (ChildRecord, Day) -> (rows: [[Cell]], validUntil: Day?)

  public init(
    _ name: String, version: Int, of subjects: SubjectKind, columns: [ProjectionColumn],
    rows: @escaping @Sendable (ChildRecord, Day) -> (rows: [[Cell]], validUntil: Day?)
  ) {
    self.name = name
    self.version = version
    self.subjects = subjects
    self.columns = columns
    self.rows = rows
  }
}

public struct ProjectionColumn: Hashable, Sendable {
  public enum Storage: Sendable { case integer, text }
  public let name: String
  public let storage: Storage
  public let isIndexed: Bool

  public init(_ name: String, _ storage: Storage, indexed: Bool = false) {
    self.name = name
    self.storage = storage
    self.isIndexed = indexed
  }
}
