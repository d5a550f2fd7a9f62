import HTTPTypes
import Hummingbird

/// Whether a request that changes something comes from our own pages, as far as the browser says.
///
/// `Sec-Fetch-Site` and `Origin` cannot be set by a page. The form's token is checked besides.
enum SameOrigin: Hashable {
  case yes, unsaid, no

  init(_ request: Request) {
    let site = request.headers[.secFetchSite]
    if let site, site != "same-origin", site != "none" {
      self = .no
      return
    }
    guard let origin = request.headers[.origin] else {
      self = site == "same-origin" ? .yes : .unsaid
      return
    }
    let host = origin.firstRange(of: "://").map { origin[$0.upperBound...] }
    let isOurs = host.map { $0.lowercased() } == request.head.authority?.lowercased()
    self = isOurs && host != nil ? .yes : .no
  }
}

extension HTTPField.Name {
  fileprivate static let secFetchSite = constant("Sec-Fetch-Site")
}
