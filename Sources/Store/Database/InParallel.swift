import Dispatch
import Foundation
import Synchronization

/// What `make` makes of each of many values, in their order: on all processors, while the thread that
/// asks waits.
func inParallel<Value: Sendable, Made: Sendable>(
  _ values: [Value], _ make: @Sendable (Value) throws -> Made
) throws -> [Made] {
  let parts = min(ProcessInfo.processInfo.activeProcessorCount, values.count / 16)
  if parts < 2 { return try values.map(make) }
  let size = (values.count + parts - 1) / parts
  let made = Mutex<[Int: Result<[Made], any Error>]>([:])
  DispatchQueue.concurrentPerform(iterations: parts) { part in
    let range = min(part * size, values.count)..<min((part + 1) * size, values.count)
    let result = Result { try values[range].map(make) }
    made.withLock { $0[part] = result }
  }
  return try made.withLock { made in
    try (0..<parts).flatMap { try made[$0]?.get() ?? [] }
  }
}
