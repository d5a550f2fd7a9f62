public import CareRecord
public import CivilTime
import Foundation
public import Secrets

/// Copies of the truth of a database: into a sealed file, out of one, and from database to database.
///
/// The truth is what nothing else could make anew (`TruthTable`); current facts, lists and searches
/// are derived from it at the other end.
public enum Backup {
  /// Makes a backup while others go on writing, and reads it through to its end before it gets its
  /// name.
  /// - Parameters:
  ///   - authority: whose rows alone are to be in it; nil for all
  ///   - path: a file that does not exist yet
  ///   - at: the time now
  ///   - release: this version of Kith
  /// - Returns: what is in it, as it was read back
  /// - Throws: `BackupUnusable` or `StoreUnavailable`; there is no file of that name then.
  public static func make(
    of address: DatabaseAddress, authority: Authority? = nil, key: StreamKey, to path: String,
    at now: Instant, release: String,
    progress: @escaping @Sendable (BackupProgress) -> Void = { _ in }
  ) async throws -> BackupContents {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw BackupUnusable(
        "\(path) is there already, and a backup is never written over another. Choose another name."
      )
    }
    let unfinished = path + ".unfinished"
    // Before anything is copied, so that no copy is unknown; what is written here is in the copy too.
    let notes = try await note(address, authority, at: path, now, release)
    do {
      let written = try await reading(address) { database in
        let writer = StreamWriter(
          to: try SealedFile.Sink(unfinished, key), progress: progress)
        try writer.write(
          database, authorities: try carried(authority, of: database, address),
          header: header(at: now, release))
        return writer.tables
      }
      let contents = try await check(unfinished, key: key, progress: progress)
      guard contents.tables == written else { throw BackupUnusable.damaged(unfinished) }
      try FileManager.default.moveItem(atPath: unfinished, toPath: path)
      keepName(of: path)
      return contents
    } catch {
      try? FileManager.default.removeItem(atPath: unfinished)
      try? await noteUnfinished(notes, in: address, at: now)
      throw error
    }
  }

  /// Reads a backup through to its end: every piece, the count and hash of every table, the chains of
  /// the logs and the seals.
  /// - Throws: `BackupUnusable` where it is not whole.
  public static func check(
    _ path: String, key: StreamKey,
    progress: @escaping @Sendable (BackupProgress) -> Void = { _ in }
  ) async throws -> BackupContents {
    try await Task.detached {
      try BackupContents({ try SealedFile.Source(path, key) }, progress: progress)
    }.value
  }

  // MARK: - What making and moving share

  static func header(at now: Instant, _ release: String) -> [(String, String)] {
    [("format", String(StreamFormat.number)), ("kith", release), ("made", now.iso)]
  }

  static func carried(
    _ authority: Authority?, of database: StoreConnection, _ address: DatabaseAddress
  ) throws -> [Authority] {
    let all = try TruthTable.authorities(database)
    guard let authority else { return all }
    guard all.contains(authority) else {
      throw BackupUnusable(
        "The database \(address) holds nothing of authority \(authority). It holds: "
          + "\(all.map(\.description).joined(separator: ", ")).")
    }
    return [authority]
  }

  /// Reads a database that is there in one snapshot; others go on writing.
  static func reading<Answer: Sendable>(
    _ address: DatabaseAddress,
    _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer {
    try await opened(address) { engine in
      try await engine.read(repeatable: false) { database in
        try database.allowAnyTime()
        return try body(database)
      }
    }
  }

  /// Opens a database that is there as this version left it.
  static func opened<Answer: Sendable>(
    _ address: DatabaseAddress, _ body: (any DatabaseEngine) async throws -> Answer
  ) async throws -> Answer {
    try await unavailableInWords(address.description) {
      guard let age = try await address.peek({ try SchemaAge($0) }) else {
        throw BackupUnusable("There is no database \(address).")
      }
      switch age {
      case .present: break
      case .earlier:
        throw BackupUnusable(
          "The database \(address) was left by an earlier version of Kith. Back it up with that version, "
            + "or open it with this one first, for example with kith audit verify.")
      case .later:
        throw BackupUnusable(
          "The database \(address) was written by a newer version of Kith. Use the newer version.")
      case .none: throw BackupUnusable("\(address) is not a Kith database.")
      }
      let engine = try await address.openEngine()
      let answer: Answer
      do {
        answer = try await body(engine)
      } catch {
        try? await engine.close()
        throw error
      }
      // What was written is kept, so that nothing is lost where another holds the file.
      try? await engine.close()
      return answer
    }
  }

  /// Has the name of a new file survive a power cut, as its content does.
  static func keepName(of path: String) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

/// Which version's tables a database has.
private enum SchemaAge {
  case earlier
  case present
  case later
  case none

  init(_ database: StoreConnection) throws {
    guard try database.hasTable("change") else {
      self = .none
      return
    }
    let (version, current) =
      switch database.dialect {
      case .sqlite: (try database.number("PRAGMA user_version"), SQLiteSchema.steps.count)
      case .postgreSQL:
        (try database.number("SELECT version FROM kith_schema"), PostgreSQLSchema.steps.count)
      }
    self =
      switch Int(version ?? 0) {
      case current: .present
      case ..<current: .earlier
      default: .later
      }
  }
}
