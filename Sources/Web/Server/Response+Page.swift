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

  /// A flat object, for our own script.
  static func json(
    _ object: KeyValuePairs<String, String>, _ status: HTTPResponse.Status = .ok
  ) -> Response {
    let members = object.map { JSON.string($0.key) + ":" + JSON.string($0.value) }
    return .bytes(
      Array("{\(members.joined(separator: ","))}".utf8), type: "application/json", status)
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

private enum JSON {
  static func string(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}

extension HTTPField.Name {
  fileprivate static let requestedWith = constant("X-Requested-With")
}
