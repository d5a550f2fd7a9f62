public import CivilTime

/// What a column of a return may hold, as far as reading it needs to know.
///
/// Whether a code is one of the year's codes, or a number is sensible, is for the rules of the
/// return to say; a reader keeps both as text.
public enum ValueFormat: Sendable, Hashable {
  case text
  /// The authority's own identifier.
  case identifier
  /// `31/03/2026`.
  case britishDate
  /// `2026-03-31`.
  case isoDate
  /// `31/03/2026` where unknown parts are `zz`.
  case partialDate
  /// A code of this set, such as `ssda903.PLACE`.
  case code(String)
  /// 0 or 1, or, in some files, true or false.
  case flag
  case number
  case postcode

  public var isDate: Bool { [.britishDate, .isoDate, .partialDate].contains(self) }

  /// What to tell someone whose value was not that.
  public var expectation: String {
    switch self {
    case .britishDate: "a date as dd/mm/yyyy, such as 31/03/2026"
    case .isoDate: "a date as yyyy-mm-dd, such as 2026-03-31"
    case .partialDate: "a date as dd/mm/yyyy, with zz for what is not known, such as zz/05/2010"
    case .code(let set): "a code of \(set.split(separator: ".").last.map(String.init) ?? set)"
    case .flag: "0 or 1"
    case .number: "a whole number"
    case .identifier, .text, .postcode: "text"
    }
  }

  /// The day that this text is, if the format is a date and there is such a day.
  public func day(_ text: String) -> Day? {
    switch self {
    case .britishDate, .partialDate: Day(british: text)
    case .isoDate: Day(iso: text)
    default: nil
    }
  }

  /// Whether a text is a date of this format although it is no whole day, such as `zz/05/2010`.
  func isPartial(_ text: String) -> Bool {
    guard self == .partialDate else { return false }
    let parts = text.lowercased().split(separator: "/", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [2, 2, 4], parts.contains(where: { $0.contains("z") }) else {
      return false
    }
    // What is known has to fit into a year that has every day.
    let filled = zip(parts, ["01", "01", "2000"]).map { part, filler in
      part.allSatisfy { $0 == "z" } ? Substring(filler) : part
    }
    return Day(british: filled.joined(separator: "/")) != nil
  }

  /// The day that these bytes are.
  func day(_ bytes: Span<UInt8>) -> Day? {
    switch self {
    case .britishDate, .partialDate: Day(britishBytes: bytes)
    case .isoDate: Day(isoBytes: bytes)
    default: nil
    }
  }
}
