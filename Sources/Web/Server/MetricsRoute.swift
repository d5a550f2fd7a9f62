import HTTPTypes
import Hummingbird
import Operation
import Secrets

/// Figures for Prometheus, for those who have the token, or who ask from an address that may, and
/// not through a proxy.
///
/// To all others there is no such page.
struct MetricsRoute {
  let configuration: WebConfiguration
  let metrics: Metrics

  func add(to routes: Routes) {
    routes.publicly(.get, "/metrics") { [self] request, context in
      guard isPermitted(request, context) else { throw Failure.notFound }
      return .bytes(
        Array(metrics.text.utf8), type: "text/plain; version=0.0.4; charset=utf-8", .ok)
    }
  }

  private func isPermitted(_ request: Request, _ context: WebContext) -> Bool {
    if let token = configuration.metricsToken,
      let given = request.headers[.authorization], isSameSecret(given, "Bearer " + token)
    {
      return true
    }
    return configuration.metricsFrom.contains(context.peer) && !ClientAddress.isHandedOn(request)
  }
}
