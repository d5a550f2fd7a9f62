import HTML
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
  static func page(_ page: Page, _ status: HTTPResponse.Status = .ok) -> Response {
    .bytes(page.bytes, type: "text/html; charset=utf-8", status)
  }

  /// Sends the browser on to another page after a form was taken.
  static func seeOther(_ link: Link) -> Response {
    Response(status: .seeOther, headers: [.location: link.text])
  }

  /// For our own script: a time at which it was done.
  static func saved(at time: String) -> Response {
    .bytes(Array(#"{"saved":"\#(time)"}"#.utf8), type: "application/json", .ok)
  }

  /// For our own script: that something was not done as asked, and whether the text is kept.
  static func problem(_ status: HTTPResponse.Status, kept: Bool) -> Response {
    .bytes(Array(#"{"kept":\#(kept)}"#.utf8), type: "application/json", status)
  }

  /// A file to keep, under a name of letters, digits, `-`, `_` and `.`.
  static func download(_ bytes: [UInt8], name: String, type: String) -> Response {
    var response = Response.bytes(bytes, type: type, .ok)
    let name = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    return response
  }

  static func bytes(
    _ bytes: [UInt8], type: String, _ status: HTTPResponse.Status
  ) -> Response {
    Response(
      status: status, headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}

extension Request {
  /// Whether our own script asks, rather than a browser that shows a page.
  var isByScript: Bool {
    headers[.requestedWith] == "autosave"
  }
}

extension HTTPField.Name {
  fileprivate static let requestedWith = constant("X-Requested-With")
}
