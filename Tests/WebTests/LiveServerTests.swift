import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

@testable import Web

/// What only sockets can show.
@Suite struct LiveServerTests {
  /// Runs a server until `body` has returned, then stops it as a signal would.
  private func serving(
    _ body: @Sendable (_ port: Int, _ stop: @Sendable () async -> Void) async throws -> Void
  ) async throws {
    let site = try await TestSite { $0.port = 0 }
    let (ports, listening) = AsyncStream.makeStream(of: Int.self)
    let application = try buildApplication(
      configuration: site.configuration, serving: site.served, logger: .ofTests,
      listening: { listening.yield($0) })
    let group = ServiceGroup(configuration: .init(services: [application], logger: .ofTests))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let first = await ports.first { _ in true }
      let port = try #require(first)
      try await body(port) { await group.triggerGracefulShutdown() }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  /// Sends bytes and reads until the server closes the connection.
  private func exchange(_ port: Int, _ text: String) async throws -> String {
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(ByteBuffer(string: text))
      var answer = ""
      for try await part in inbound { answer += String(buffer: part) }
      return answer
    }
  }

  @Test func it_listens_on_loopback_unless_told_otherwise() {
    #expect(WebConfiguration().host == "127.0.0.1")
  }

  @Test func it_answers_and_stops_when_asked() async throws {
    try await serving { port, _ in
      let answer = try await exchange(
        port, "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 200 OK"))
      #expect(answer.hasSuffix("ok\n"))
      #expect(!answer.lowercased().contains("\nserver:"))
    }
  }

  @Test func headers_without_end_are_refused() async throws {
    try await serving { port, _ in
      let answer = try await exchange(
        port,
        "GET /health HTTP/1.1\r\nHost: localhost\r\nX-Long: "
          + String(repeating: "x", count: 40_000) + "\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 4"))
    }
  }

  @Test(arguments: ["nonsense\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\r\n\r\n"])
  func what_is_no_request_is_refused(text: String) async throws {
    try await serving { port, _ in
      let answer = try await exchange(port, text)
      #expect(answer.hasPrefix("HTTP/1.1 400"))
    }
  }

  @Test func a_form_that_is_being_sent_is_still_answered_while_the_server_stops() async throws {
    try await serving { port, stop in
      let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .connect(host: "127.0.0.1", port: port) { channel in
          channel.eventLoop.makeCompletedFuture {
            try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
          }
        }
      let answer = try await channel.executeThenClose { inbound, outbound in
        try await outbound.write(
          ByteBuffer(
            string: """
              POST /drafts HTTP/1.1\r
              Host: localhost\r
              Content-Type: application/x-www-form-urlencoded\r
              Content-Length: 6\r
              \r
              a=b
              """))
        // Once another request is answered, the server has this one too.
        _ = try await exchange(
          port, "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        await stop()
        try await outbound.write(ByteBuffer(string: "&c="))
        var answer = ""
        for try await part in inbound { answer += String(buffer: part) }
        return answer
      }
      #expect(answer.hasPrefix("HTTP/1.1 401"))
      #expect(answer.contains("Sign in"))
    }
  }
}
