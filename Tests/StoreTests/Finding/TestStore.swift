import CareRecord
import CivilTime
import Foundation
import Store
import Synchronization

/// A store that several tests read, in a folder that goes away with it or with the process.
final class TestStore: Sendable {
  let store: DatabaseStore
  private let folder: String?

  /// A store that somebody else looks after.
  init(_ store: DatabaseStore) {
    self.store = store
    folder = nil
  }

  init() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/kith-finding-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    TestStore.remove(atExit: folder)
    store = try await openStore(folder + "/kith.sqlite")
    self.folder = folder
  }

  deinit {
    if let folder { try? FileManager.default.removeItem(atPath: folder) }
  }

  /// A store that suites share lives as long as the process, so nobody sees it go.
  private static func remove(atExit folder: String) {
    let isFirst = folders.withLock { folders in
      folders.append(folder)
      return folders.count == 1
    }
    guard isFirst else { return }
    atexit {
      for folder in TestStore.folders.withLock({ $0 }) {
        try? FileManager.default.removeItem(atPath: folder)
      }
    }
  }

  private static let folders = Mutex<[String]>([])

  static let now = TestClock.start
  static let today = now.inLondon.day
}
