import Foundation
import Store

/// Says that it begins, makes what a new version needs, and waits for being killed.
struct KillablePreparing {
  let store: DatabaseStore

  func run() async throws {
    try FileHandle.standardOutput.write(contentsOf: Data("0\n".utf8))
    try await store.prepare()
    while true { try await Task.sleep(for: .seconds(1)) }
  }
}

/// Says that it begins, works out everything derived anew, and waits for being killed.
struct KillableRebuild {
  let store: DatabaseStore

  func run() async throws {
    try FileHandle.standardOutput.write(contentsOf: Data("0\n".utf8))
    _ = try await store.rebuild()
    while true { try await Task.sleep(for: .seconds(1)) }
  }
}
