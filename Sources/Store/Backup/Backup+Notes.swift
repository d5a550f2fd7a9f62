import CareRecord
import CivilTime
import Foundation

/// Which backups there are is known in the database: each holds whatever is destroyed later.
extension Backup {
  /// Notes a backup that is about to be made, for every authority that will be in it.
  static func note(
    _ address: DatabaseAddress, _ authority: Authority?, at path: String, _ now: Instant,
    _ release: String
  ) async throws -> [(authority: Authority, number: Int64)] {
    let place = URL(fileURLWithPath: path).standardizedFileURL.path
    return try await opened(address) { engine in
      let authorities = try await engine.read(repeatable: true) {
        try carried(authority, of: $0, address)
      }
      var notes: [(authority: Authority, number: Int64)] = []
      for authority in authorities {
        let number = try await engine.write(for: authority) {
          try BackupTable(database: $0, authority: authority)
            .add(place: place, release: release, at: now)
        }
        notes.append((authority, number))
      }
      return notes
    }
  }

  static func noteUnfinished(
    _ notes: [(authority: Authority, number: Int64)], in address: DatabaseAddress, at now: Instant
  ) async throws {
    try await opened(address) { engine in
      for note in notes {
        try await engine.write(for: note.authority) {
          try BackupTable(database: $0, authority: note.authority)
            .note(gone: note.number, "It was not finished.", by: "kith backup", at: now)
        }
      }
    }
  }
}
