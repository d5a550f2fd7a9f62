/// An address within the service, or a checked one outside it.
///
/// It is put together from parts that are percent-encoded on the way in, so that a part can never
/// become a scheme (`javascript:`), another host (`//elsewhere`) or a step up (`..`).
public struct Link: Hashable, Sendable {
  /// Scheme, host and path, encoded.
  private var path: String
  private var query: [Item] = []
  private var fragment: String?

  private struct Item: Hashable, Sendable {
    let name: String
    let value: String
  }

  /// `Link("children", child.id, "visits")` is `/children/17/visits`.
  ///
  /// A part that is empty, `.` or `..` would point at another page, so it is written as one that
  /// no page has.
  public init(_ parts: String...) {
    self.init(parts: parts)
  }

  public init(parts: [String]) {
    path = parts.isEmpty ? "/" : ""
    append(parts)
  }

  private init(encoded path: String) {
    self.path = path
  }

  /// A place on the same page.
  public static func place(_ identifier: String) -> Link {
    Link(encoded: "").at(identifier)
  }

  // MARK: - Building on

  public func appending(_ parts: String...) -> Link {
    var link = self
    if link.path == "/" { link.path = "" }
    link.append(parts)
    return link
  }

  /// Adds a query item; others of the same name stay.
  public func adding(_ name: String, _ value: String) -> Link {
    var link = self
    link.query.append(Item(name: name, value: value))
    return link
  }

  /// Sets a query item in the place of all others of the same name; nil takes them away.
  public func setting(_ name: String, _ value: String?) -> Link {
    var link = self
    link.query.removeAll { $0.name == name }
    return value.map { link.adding(name, $0) } ?? link
  }

  /// Takes away the query items of this name and value; others of the name stay.
  public func removing(_ name: String, _ value: String) -> Link {
    var link = self
    link.query.removeAll { $0.name == name && $0.value == value }
    return link
  }

  /// The same page at the element with this identifier.
  public func at(_ identifier: String) -> Link {
    var link = self
    link.fragment = identifier
    return link
  }

  /// The address as it stands in a header or, escaped, in an attribute.
  public var text: String {
    var text = path
    var separator = path.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
    for item in query {
      text += separator + Link.encoded(item.name) + "=" + Link.encoded(item.value)
      separator = "&"
    }
    if let fragment { text += "#" + Link.encoded(fragment) }
    return text
  }

  private mutating func append(_ parts: [String]) {
    for part in parts {
      path += "/"
      path += part.isEmpty || part == "." || part == ".." ? "%25" : Link.encoded(part)
    }
  }

  /// Percent-encodes all bytes but the unreserved ones of RFC 3986, section 2.3.
  static func encoded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0.isUnreserved }) { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if byte.isUnreserved {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), .hexadecimal(byte >> 4), .hexadecimal(byte & 15)]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

// MARK: - Literals and addresses from outside

extension Link: ExpressibleByStringLiteral {
  /// A path that is written in the source, such as `"/children"` or `"/children/new"`: its parts
  /// are encoded like any others, and it has no query.
  public init(stringLiteral path: String) {
    self.init(parts: path.split(separator: "/").map(String.init))
  }
}

extension Link {
  /// An address in this service that came from outside ("where to go after signing in"): an
  /// absolute path with its query, taken as it is.
  ///
  /// Nil for anything that a browser could read as another host or scheme.
  public init?(untrustedPath text: String) {
    let bytes = Array(text.utf8)
    guard bytes.first == UInt8(ascii: "/"), bytes.dropFirst().first != UInt8(ascii: "/"),
      bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }),
      !bytes.contains(UInt8(ascii: "#"))
    else { return nil }
    self.init(encoded: text)
  }

  /// A page of another service.
  ///
  /// Nil unless it is `https://` or `http://` and a host, in ASCII without spaces.
  public init?(web text: String) {
    guard let scheme = ["https://", "http://"].first(where: text.lowercased().hasPrefix),
      let first = text.utf8.dropFirst(scheme.utf8.count).first, first.isLetterOrDigit,
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
    else { return nil }
    self.init(encoded: text)
  }

  /// Writes to an address by e-mail.
  public static func email(_ address: String) -> Link {
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    return Link(encoded: "mailto:" + parts.map { encoded(String($0)) }.joined(separator: "@"))
  }

  /// Calls a telephone number.
  public static func telephone(_ number: String) -> Link {
    Link(encoded: "tel:" + number.filter { $0.isASCII && ($0.isNumber || $0 == "+") })
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  fileprivate var isUnreserved: Bool {
    isLetterOrDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
      || self == UInt8(ascii: "_") || self == UInt8(ascii: "~")
  }

  fileprivate static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10
  }
}
