public import CareRecord

extension DatabaseStore: ReferenceStore {
  public func references() async throws -> [ReferenceList] {
    let authority = authority
    return try await read { try ReferenceTable(database: $0, authority: authority).lists() }
  }

  public func keep(
    _ list: ReferenceList, pieces: @escaping @Sendable (_ number: Int) -> [UInt8]?
  ) async throws -> ReferenceList {
    let authority = authority
    return try await write {
      try ReferenceTable(database: $0, authority: authority).keep(list, pieces: pieces)
    }
  }

  public func referenceBytes(of kind: String) async throws -> [UInt8] {
    let authority = authority
    return try await read { database in
      var bytes: [UInt8] = []
      try ReferenceTable(database: database, authority: authority).read(kind) {
        bytes.append(contentsOf: $0)
      }
      return bytes
    }
  }

  public func forgetReference(_ kind: String) async throws {
    let authority = authority
    try await write { try ReferenceTable(database: $0, authority: authority).forget(kind) }
  }

  public func remake(_ projection: Projection) async throws {
    guard let table = layout.projections.first(where: { $0.projection.name == projection.name })
    else { return }
    let authority = authority
    preparing.change(projection.name, to: projection.meaning)
    try await write { database in
      // The table keeps its shape: only what its rows mean is another.
      try table.begin(authority, meaning: projection.meaning, in: database)
    }
    try await prepare()
  }
}

/// The reference data of a database, read on connections of its own that last as long as one reading.
public struct DatabaseReferenceSource: ReferenceSource {
  private let address: DatabaseAddress
  private let authority: Authority

  public init(_ address: DatabaseAddress, authority: Authority) {
    self.address = address
    self.authority = authority
  }

  public func references() throws -> [ReferenceList] {
    try read([]) { try $0.lists() }
  }

  public func readReference(
    _ kind: String, _ body: (_ piece: UnsafeRawBufferPointer) -> Void
  ) throws {
    try read(()) { try $0.read(kind, body) }
  }

  /// - Parameter nothing: the answer where there is no database yet, or one from before there was
  ///   reference data in it
  private func read<Answer>(
    _ nothing: Answer, _ body: (ReferenceTable) throws -> Answer
  ) throws -> Answer {
    try address.peekNow { database in
      guard try database.hasTable("reference_list") else { return nothing }
      return try body(ReferenceTable(database: database, authority: authority))
    } ?? nothing
  }
}
