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
  /// Its indexes beyond those of single columns.
  public let indexes: [ProjectionIndex]
  /// The columns by whose values its rows are counted, so that a count needs no reading of rows.
  public let tally: [String]
  /// What of its rows is summed up for every day, so that the sum of a day needs no reading of rows.
  public let sums: ProjectionSums?
  /// The column whose different values can be looked up by what is like them.
  public let vocabulary: ProjectionVocabulary?
  /// The kind of subject that it is made for.
  public let subjects: SubjectKind
  /// Whatever else its rows depend on, such as a rule book: another text makes the stored rows stale
  /// as a higher version does.
  public let meaning: String
  /// The rows of a record on a day, and the first later day on which they would be others (a birthday,
  /// the end of a placement); nil when the passing of days changes nothing.
  public let rows: @Sendable (ChildRecord, Day) -> (rows: [[Cell]], validUntil: Day?)

  public init(
    _ name: String, version: Int, of subjects: SubjectKind, columns: [ProjectionColumn],
    indexes: [ProjectionIndex] = [], tally: [String] = [], sums: ProjectionSums? = nil,
    vocabulary: ProjectionVocabulary? = nil, meaning: String = "",
    rows: @escaping @Sendable (ChildRecord, Day) -> (rows: [[Cell]], validUntil: Day?)
  ) {
    self.name = name
    self.version = version
    self.subjects = subjects
    self.columns = columns
    self.indexes = indexes
    self.tally = tally
    self.sums = sums
    self.vocabulary = vocabulary
    self.meaning = meaning
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

/// An index over several columns of a projection's table, after the authority.
public struct ProjectionIndex: Hashable, Sendable {
  /// The columns in order; `record` is one of them.
  public let columns: [String]
  /// Only rows in which this column is filled in are in the index.
  public let wherePresent: String?

  public init(_ columns: [String], wherePresent: String? = nil) {
    self.columns = columns
    self.wherePresent = wherePresent
  }
}

/// Sums over those rows of a projection that hold on a day.
///
/// What is kept is by how much the sums change on each day and in each month, which is little however
/// many rows there are: a row changes them on its first day and on its last. The sums of a day are all
/// changes until then.
public struct ProjectionSums: Sendable {
  /// The column by whose values rows are summed up.
  public let group: String
  /// The column with the first day on which a row holds, as a text; never NULL.
  public let from: String
  /// The column with the first day on which it does not any more; never NULL.
  public let until: String
  /// The columns of whole numbers that are summed up.
  public let amounts: [String]

  public init(of amounts: [String], by group: String, from: String, until: String) {
    self.amounts = amounts
    self.group = group
    self.from = from
    self.until = until
  }
}

/// The different values of a text column, each under keys by which like values find it.
///
/// It grows with the number of different values, not of rows, so that a name's keys may be many.
public struct ProjectionVocabulary: Sendable {
  public let column: String
  /// The keys of a value: a function of the value alone.
  public let keys: @Sendable (String) -> [String]

  public init(of column: String, keys: @escaping @Sendable (String) -> [String]) {
    self.column = column
    self.keys = keys
  }
}
