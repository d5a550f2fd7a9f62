import HTTPTypes
import Hummingbird

/// Where a request comes from.
enum ClientAddress {
  /// The address of the client, as far as it can be known.
  ///
  /// `X-Forwarded-For` is believed from proxies that the configuration trusts, and from its end on:
  /// what stands before the last address that is not a trusted proxy's was written by the client,
  /// who may write anything.
  static func of(
    _ request: Request, _ context: WebContext, trusting proxies: [NetworkRange]
  ) -> String {
    guard proxies.contains(context.peer) else { return context.peer }
    let chain = request.headers[values: .forwardedFor].flatMap { $0.split(separator: ",") }
      .map { String($0).trimmed }
    for address in chain.reversed() {
      guard NetworkRange.bytes(of: address) != nil else { break }
      if !proxies.contains(address) { return address }
    }
    return context.peer
  }

  /// Whether it was handed on by a proxy, of whatever sort, trusted or not.
  static func isHandedOn(_ request: Request) -> Bool {
    [.forwardedFor, .forwarded, .via, .forwardedProto, .realAddress].contains {
      request.headers[$0] != nil
    }
  }
}

extension HTTPField.Name {
  static let forwardedFor = constant("X-Forwarded-For")
  fileprivate static let forwarded = constant("Forwarded")
  fileprivate static let via = constant("Via")
  fileprivate static let forwardedProto = constant("X-Forwarded-Proto")
  fileprivate static let realAddress = constant("X-Real-IP")
}
