import Access
import CareRecord
import CivilTime
import Foundation
import ProcessStarting
import Secrets
import Testing

@testable import Store

extension Backup {
  /// A backup as the command makes it, at the time of the tests.
  static func made(
    of path: String, key: StreamKey, to backup: String, authority: Authority? = nil
  ) async throws -> BackupContents {
    try await make(
      of: DatabaseAddress(path), authority: authority, key: key, to: backup, at: TestClock.start,
      release: "test")
  }

  static func restored(_ backup: String, key: StreamKey, to path: String) async throws
    -> RestoreReport
  {
    try await restore(backup, key: key, to: DatabaseAddress(path), deriving: .tests)
  }
}

extension [CarriedTable] {
  /// Without the notes of which backups were made: each backup adds one.
  var besideNotes: [CarriedTable] { filter { $0.name != "backup_made" } }
}

extension Derivation {
  static var tests: Derivation {
    get throws {
      Derivation(workingDays: try .england(), today: TestClock.start.inLondon.day) { _ in [] }
    }
  }
}

/// A folder of its own, which is removed afterwards.
func withFolder(_ body: (String) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.path + "/kith-backup-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try await body(folder)
}

/// Leaves a database with something in every table at `path`.
func leaveDatabase(_ path: String) throws {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("StoreExercise")
  process.arguments = ["leave", path]
  try process.start()
  process.waitUntilExit()
  try #require(process.terminationStatus == 0)
}

/// Every current fact of every record, whoever may see it.
func everything(in store: DatabaseStore) async throws -> [String] {
  let layout = store.layout
  return try await store.read { database in
    var lines: [String] = []
    for kind in SubjectKind.allCases {
      let stream = try RecordStream(
        database, layout: layout, kind: kind, scope: .all, sight: .everything)
      while let records = try stream.next(100) {
        for record in records {
          lines += record.all.map {
            "\(record.subject.id.text) \($0.id.text) \($0.version) \($0.known.iso) \($0.fact)"
          }
        }
      }
    }
    return lines
  }
}
