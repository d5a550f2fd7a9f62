import CareRecord
import HTTPTypes
import Hummingbird

/// All pages of one authority, whole by themselves: what answers a request knows no other store.
struct AuthorityPages: Sendable {
  let served: ServedAuthority
  let sessions: Sessions
  let frames: PageFrames
  let queue: BackgroundQueue
  /// What they answer.
  let addresses: [(method: HTTPRequest.Method, path: String)]
  let responder: RouterResponder<WebContext>

  var authority: Authority { served.authority }
  var name: String { served.name }
}
