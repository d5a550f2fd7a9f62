/// Finds areas by whatever a file calls them: either code, of today or before, or the name.
struct AreaCodes: Sendable {
  private let codes: [String: String]
  private let names: [String: String]

  /// - Parameter areas: every area a row may be about.
  init(_ areas: [Area]) {
    var codes: [String: String] = [:]
    var names: [String: String] = [:]
    for area in areas {
      for code in [area.code, area.onsCode] + area.previousOnsCodes where !code.isEmpty {
        codes[code] = codes[code] ?? area.code
      }
      for name in [area.name, area.alsoKnownAs] where area.kind == .authority && !name.isEmpty {
        names[Self.plain(name)] = names[Self.plain(name)] ?? area.code
      }
    }
    self.codes = codes
    self.names = names
  }

  /// The Department's code of the area of a code; two authorities that report together are written with
  /// a stroke between, and with spaces or without.
  func area(ofCode written: String) -> String? { codes[written.filter { $0 != " " }] }

  /// The Department's code of the authority of a name; "and" may be written as a sign.
  func authority(named written: String) -> String? { names[Self.plain(written)] }

  private static func plain(_ name: String) -> String {
    name.lowercased().replacing("&", with: "and").filter(\.isLetter)
  }
}
