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
    /// The layout that was given with it, if one was.
    public let layout: ReferenceList?
  }

  private let store: any ReferenceStore

  public init(in store: any ReferenceStore) { self.store = store }

  /// What is kept, older releases first.
  public func entries() async throws -> [Entry] {
    let lists = try await store.references()
    let layouts = Dictionary(
      lists.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
    return lists.compactMap { Entry($0, layouts) }
      .sorted { ($0.published, $0.release, $0.file) < ($1.published, $1.release, $1.file) }
  }

  /// Everything that is kept, on top of what is shipped.
  ///
  /// - Throws: `PublishedProblem` where what is shipped cannot be read; `StoreUnavailable`.
  public func figures(of entries: [Entry]) async throws -> PublishedFigures {
    var figures = try PublishedFigures.shipped()
    for entry in entries {
      var described: [UInt8]?
      if let layout = entry.layout { described = try await store.referenceBytes(of: layout.kind) }
      let reading = FigureFileReading(
        name: entry.file, bytes: try await store.referenceBytes(of: entry.list.kind),
        release: entry.release, published: entry.published, described: described, beside: figures)
      figures = figures.adding(reading)
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
    let layoutKind = Entry.kind(of: file, prefix: Entry.layoutPrefix)
    // The layout first: without its file it says nothing, and a file without it could not be read.
    var layout: ReferenceList?
    if let described = file.layout {
      let list = ReferenceList(
        kind: layoutKind, name: file.name, rows: reading.layout?.measures.count ?? 0,
        receivedAt: now, receivedBy: user)
      layout = try await keep(described, as: list)
    }
    let kept = try await keep(
      file.bytes,
      as: ReferenceList(
        kind: Entry.kind(of: file), name: file.name, rows: reading.count, receivedAt: now,
        receivedBy: user, refused: reading.refused.count,
        refusals: reading.refused.prefix(20).map(\.description)))
    if layout == nil { try await store.forgetReference(layoutKind) }
    return Entry(kept, layout.map { [layoutKind: $0] } ?? [:])
  }

  private func keep(_ bytes: [UInt8], as list: ReferenceList) async throws -> ReferenceList {
    try await store.keep(list) { number in
      let start = number * Self.piece
      guard start < bytes.count else { return nil }
      return Array(bytes[start..<min(start + Self.piece, bytes.count)])
    }
  }

  /// Takes a file away again; the figures are those from before it.
  public func remove(_ entry: Entry) async throws {
    try await store.forgetReference(entry.list.kind)
    if let layout = entry.layout { try await store.forgetReference(layout.kind) }
  }

  /// Bytes of a piece, as reference data is kept in.
  private static let piece = 1 << 20
}

extension KeptFigures.Entry {
  private static let prefix = "published"
  /// Of the layout that was given with a file; the rest of its kind is the file's.
  static let layoutPrefix = "published-layout"

  /// `published/2026/name.csv/CLA 2026`: a release may have a stroke in its name, a file has none.
  static func kind(of file: FigureFile, prefix: String = prefix) -> String {
    "\(prefix)/\(file.release.published)/\(file.name)/\(file.release.name)"
  }

  /// Nil for reference data of other kinds.
  init?(_ list: ReferenceList, _ layouts: [String: ReferenceList]) {
    let parts = list.kind.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == Self.prefix, let published = Int(parts[1]) else {
      return nil
    }
    self.init(
      file: String(parts[2]), release: String(parts[3]), published: published, list: list,
      layout: layouts[Self.layoutPrefix + list.kind.dropFirst(Self.prefix.count)])
  }
}
