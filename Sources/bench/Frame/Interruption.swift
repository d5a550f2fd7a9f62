import Dispatch
import Foundation

/// Tidies up at the end, also when Control-C comes before it.
final class Interruption {
  private let tidy: @Sendable () -> Void
  private let signals: any DispatchSourceSignal

  init(_ tidy: @escaping @Sendable () -> Void) {
    self.tidy = tidy
    signal(SIGINT, SIG_IGN)
    signals = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    signals.setEventHandler {
      tidy()
      exit(130)
    }
    signals.resume()
  }

  func finish() {
    signals.cancel()
    tidy()
  }
}
