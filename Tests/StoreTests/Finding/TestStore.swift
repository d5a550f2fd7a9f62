import CareRecord
import CivilTime
import Foundation
import Store

/// A store that several tests read, in a folder that goes away with it.
final class TestStore: Sendable {
  let store: SQLiteStore
  private let folder: String

  init() async throws {
    folder = FileManager.default.temporaryDirectory.path + "/kith-finding-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    store = try await openStore(folder + "/kith.sqlite")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  static let now = TestClock.start
  static let today = now.inLondon.day
}
