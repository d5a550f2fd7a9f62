import Hummingbird
import Store

/// For whoever watches the machine: whether the process runs, and whether it can answer.
struct Health {
  let accounts: any AccountStore
  let clock: WallClock

  func add(to routes: Routes) {
    routes.publicly(.get, "/health") { _, _ in
      .bytes(Array("ok\n".utf8), type: "text/plain; charset=utf-8", .ok)
    }
    routes.publicly(.get, "/ready") { [accounts] _, _ in
      // The smallest question that the database has to answer.
      _ = try await accounts.account(user: "-")
      return .bytes(Array("ready\n".utf8), type: "text/plain; charset=utf-8", .ok)
    }
  }
}
