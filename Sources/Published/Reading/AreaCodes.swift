import CivilTime

/// Finds areas by whatever a file calls them: either code, of today or before, or the name.
struct AreaCodes: Sendable {
  private let codes: [String: String]
  private let names: [String: [Area]]

  /// - Parameter areas: every area a row may be about.
  init(_ areas: [Area]) {
    var codes: [String: String] = [:]
    for area in areas {
      for code in [area.code, area.onsCode] + area.previousOnsCodes where !code.isEmpty {
        codes[code] = codes[code] ?? area.code
      }
    }
    self.codes = codes
    let authorities = areas.filter { $0.kind == .authority }
    var names = Dictionary(grouping: authorities) { Self.plain($0.name) }
    // "Bristol" for Bristol, City of; but Bournemouth was an authority before it was a part of a name.
    let shorter = authorities.flatMap { area in
      ([area.name] + [area.alsoKnownAs]).flatMap { name in
        [name] + name.split(separator: ",").map(String.init)
      }.map { (Self.plain($0), area) }
    }
    for (name, area) in shorter where !name.isEmpty && names[name] == nil { names[name] = [area] }
    self.names = names
  }

  /// The Department's code of the area of a code; two authorities that report together are written with
  /// a stroke between, and with spaces or without.
  func area(ofCode written: String) -> String? { codes[written.filter { $0 != " " }] }

  /// The authorities that have or had a name, today's last; "and" may be written as a sign.
  ///
  /// - Parameter day: those that were there on it alone, where any were.
  func authorities(named written: String, on day: Day) -> [String] {
    let all = names[Self.plain(written)] ?? []
    let ending = day.isSet ? (day.month >= 4 ? day.year + 1 : day.year) : nil
    let there = all.filter { area in ending.map { area.exists(inYearEnding: $0) } ?? false }
    return (there.isEmpty ? all : there).map(\.code)
  }

  private static func plain(_ name: String) -> String {
    name.lowercased().replacing("&", with: "and").filter(\.isLetter)
  }
}
