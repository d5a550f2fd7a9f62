import HTTPTypes
import Hummingbird
import Store

/// For whoever watches the machine: whether the process runs, and whether it can do its work.
struct Health {
  let watch: StoreWatch
  let state: ServerState

  func add(to routes: Routes) {
    routes.publicly(.get, "/health") { _, _ in .plain("ok\n", .ok) }
    routes.publicly(.get, "/ready") { [watch, state] _, _ in
      if state.isDraining { return .plain("not ready: stopping\n", .serviceUnavailable) }
      let standing = await watch.standing()
      guard standing == .ready else {
        return .plain("not ready: \(standing.rawValue)\n", .serviceUnavailable)
      }
      let preparations = state.preparations
      if preparations.isEmpty { return .plain("ready\n", .ok) }
      // People are served: nobody else could tell them more.
      let (done, total) = preparations.reduce((0, 0)) { ($0.0 + $1.done, $0.1 + $1.total) }
      return .plain("ready, still preparing: \(done) of \(total) records done\n", .ok)
    }
  }
}

extension Response {
  static func plain(_ text: String, _ status: HTTPResponse.Status) -> Response {
    .bytes(Array(text.utf8), type: "text/plain; charset=utf-8", status)
  }
}
