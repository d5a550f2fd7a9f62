import Foundation
import Synchronization
import Testing

/// A way over 127.0.0.1 to a server's socket, which a test can cut as a network is cut.
final class Relay: Sendable {
  enum Cut: Sendable, CaseIterable {
    /// Nothing gets through any more, and nobody is told.
    case silent
    /// Both ends are told that the connection is gone.
    case reset
  }

  let port: Int
  private let listener: Int32
  private let socketPath: String
  private let state = Mutex(State())

  private struct State {
    var cut: Cut?
    /// Goes up with each cut: what was connected before stays cut.
    var age = 0
    var pairs: [(client: Int32, server: Int32)] = []
    var isEnded = false
    /// How many bytes of the server's still get through before silence falls.
    var remaining: Int?
  }

  init(to socketPath: String) throws {
    self.socketPath = socketPath
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.listener = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 64) == 0
          && getsockname(listener, $0, &size) == 0
      }
    }
    try #require(isBound)
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in
      while true {
        let client = accept(listener, nil, nil)
        if client < 0 { return }
        serve(client)
      }
    }
  }

  /// Cuts everything that is connected, and whatever comes until `mend`.
  func cut(_ cut: Cut) {
    state.withLock { state in
      state.cut = cut
      state.age += 1
      if cut == .reset { Relay.reset(&state.pairs) }
    }
  }

  /// Lets so many bytes of what the server answers through, and then falls silent.
  func cut(afterAnswered bytes: Int) { state.withLock { $0.remaining = bytes } }

  /// Whether silence has fallen.
  var isCut: Bool { state.withLock { $0.cut != nil } }

  func mend() {
    state.withLock {
      $0.cut = nil
      $0.remaining = nil
    }
  }

  func end() {
    state.withLock { state in
      state.isEnded = true
      state.age += 1
      Relay.reset(&state.pairs)
    }
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private static func reset(_ pairs: inout [(client: Int32, server: Int32)]) {
    for pair in pairs {
      for end in [pair.client, pair.server] { shutdown(end, Int32(SHUT_RDWR)) }
    }
    pairs.removeAll()
  }

  private func serve(_ client: Int32) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: socketPath.utf8) }
    let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let isConnected = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(server, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    let age = state.withLock { state -> Int? in
      if !isConnected || state.cut == .reset || state.isEnded { return nil }
      state.pairs.append((client, server))
      // Who comes to a silent network stays silent.
      return state.cut == .silent ? state.age - 1 : state.age
    }
    guard let age else {
      close(client)
      close(server)
      return
    }
    for (from, to) in [(client, server), (server, client)] {
      Thread.detachNewThread { [self] in
        pump(from, to, age, isAnswer: from == server)
        shutdown(to, Int32(SHUT_WR))
      }
    }
  }

  private func pump(_ from: Int32, _ to: Int32, _ age: Int, isAnswer: Bool) {
    var bytes = [UInt8](repeating: 0, count: 16 << 10)
    while true {
      let count = recv(from, &bytes, bytes.count, 0)
      // The end of a connection does not get through a silent network either.
      while isSilent(age), !state.withLock({ $0.isEnded }) { usleep(20_000) }
      if count <= 0 { return }
      let passing = isAnswer ? passing(count) : count
      if passing < count { _ = send(to, bytes, passing, Int32(MSG_NOSIGNAL)) }
      while isSilent(age), !state.withLock({ $0.isEnded }) { usleep(20_000) }
      var sent = passing < count ? passing : 0
      while sent < count {
        let more = bytes.withUnsafeBytes {
          send(to, $0.baseAddress.map { $0 + sent }, count - sent, Int32(MSG_NOSIGNAL))
        }
        if more <= 0 { return }
        sent += more
      }
    }
  }

  /// How many of these bytes of the server's get through.
  private func passing(_ count: Int) -> Int {
    state.withLock { state in
      guard let remaining = state.remaining else { return count }
      state.remaining = max(0, remaining - count)
      if remaining >= count { return count }
      if state.cut == nil {
        state.cut = .silent
        state.age += 1
      }
      return remaining
    }
  }

  private func isSilent(_ age: Int) -> Bool { state.withLock { $0.age > age } }
}
