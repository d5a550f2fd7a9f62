public import CivilTime
public import Published
public import Store

/// The published figures that an authority's people brought, beside those that are shipped.
///
/// Each file is kept as it was received among the reference data of the store, so that backups and
/// moves carry it, and is read again when figures are asked for: another version of Kith may read more
/// in it (decision 18).
public struct KeptFigures: Sendable {
  /// A file that is kept, without its bytes.
  public struct Entry: Hashable, Sendable {
    public let file: String
    public let release: String
    public let published: Int
    public let list: ReferenceList
  }

  private let store: any ReferenceStore

  public init(in store: any ReferenceStore) { self.store = store }

  /// What is kept, older releases first.
  public func entries() async throws -> [Entry] {
    try await store.references().compactMap(Entry.init)
      .sorted { ($0.published, $0.release, $0.file) < ($1.published, $1.release, $1.file) }
  }

  /// Everything that is kept, on top of what is shipped.
  ///
  /// - Throws: `PublishedProblem` where what is shipped cannot be read; `StoreUnavailable`.
  public func figures(of entries: [Entry]) async throws -> PublishedFigures {
    var figures = try PublishedFigures.shipped()
    for entry in entries {
      let reading = FigureFileReading(
        name: entry.file, bytes: try await store.referenceBytes(of: entry.list.kind),
        release: entry.release, published: entry.published, beside: figures)
      figures = figures.adding(reading.figures, of: reading.file.release)
    }
    return figures
  }

  public func figures() async throws -> PublishedFigures { try await figures(of: entries()) }

  /// Keeps a file as it was received, in the place of one of the same name and release.
  @discardableResult
  public func keep(
    _ reading: FigureFileReading, by user: String, at now: Instant
  ) async throws -> Entry? {
    let file = reading.file
    let list = ReferenceList(
      kind: Entry.kind(of: file), name: file.name, rows: reading.figures.count, receivedAt: now,
      receivedBy: user, refused: reading.refused.count,
      refusals: reading.refused.prefix(20).map(\.description))
    let bytes = file.bytes
    return Entry(
      try await store.keep(list) { number in
        let start = number * Self.piece
        guard start < bytes.count else { return nil }
        return Array(bytes[start..<min(start + Self.piece, bytes.count)])
      })
  }

  /// Takes a file away again; the figures are those from before it.
  public func remove(_ entry: Entry) async throws {
    try await store.forgetReference(entry.list.kind)
  }

  /// Bytes of a piece, as reference data is kept in.
  private static let piece = 1 << 20
}

extension KeptFigures.Entry {
  private static let prefix = "published"

  /// `published/2026/name.csv/CLA 2026`: a release may have a stroke in its name, a file has none.
  static func kind(of file: FigureFile) -> String {
    "\(prefix)/\(file.release.published)/\(file.name)/\(file.release.name)"
  }

  /// Nil for reference data of other kinds.
  init?(_ list: ReferenceList) {
    let parts = list.kind.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == Self.prefix, let published = Int(parts[1]) else {
      return nil
    }
    self.init(
      file: String(parts[2]), release: String(parts[3]), published: published, list: list)
  }
}
