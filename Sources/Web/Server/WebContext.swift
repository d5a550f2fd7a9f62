import Hummingbird
import Logging
import NIOCore

/// What the server knows of a request beside what it says: where it comes from.
struct WebContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The address of whoever holds the other end of the connection: the client, or the proxy.
  let peer: String
  /// By what the log, the answer and a page that says what went wrong find each other.
  let reference = Reference.next()

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = source.channel.remoteAddress?.ipAddress ?? "unknown"
  }

  init(peer: String, logger: Logger) {
    struct Source: RequestContextSource { let logger: Logger }
    coreContext = CoreRequestContextStorage(source: Source(logger: logger))
    self.peer = peer
  }
}
