import Foundation
import Synchronization

/// Where lines of the log go: whole lines, one after another.
public final class LogSink: Sendable {
  private let file: Int32
  private let turn = Mutex(())

  private init(file: Int32) { self.file = file }

  public static let standardError = LogSink(file: STDERR_FILENO)

  /// Appends to a file, made where there is none; nil where it cannot be opened.
  public convenience init?(appendingTo path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { return nil }
    self.init(file: file)
  }

  deinit { if file != STDERR_FILENO { close(file) } }

  /// A line that cannot be written is lost: a full disk must not stop the service.
  func write(_ line: String) {
    turn.withLock { _ in
      var rest = Array(line.utf8)[...]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
        if written < 0 && errno == EINTR { continue }
        guard written > 0 else { return }
        rest = rest.dropFirst(written)
      }
    }
  }
}
