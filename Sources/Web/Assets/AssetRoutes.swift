import HTTPTypes
import Hummingbird

/// Serves the files that pages load.
struct AssetRoutes {
  let assets: Assets

  func add(to routes: Routes) {
    routes.publicly(.get, "/assets/:file") { [assets] _, context in
      guard let file = context.parameters.get("file").flatMap({ assets[$0] }) else {
        throw Failure.notFound
      }
      var response = Response.bytes(file.bytes, type: file.type, .ok)
      response.headers[.cacheControl] = "public, max-age=31536000, immutable"
      return response
    }
  }
}
