/// One of the three fields in which a date is typed.
public enum DatePart: String, CaseIterable, Sendable {
  case day, month, year

  /// The name under which it is sent: `on-day` for a date named `on`.
  public func name(in name: String) -> String { name + "-" + rawValue }

  /// The day has the identifier of the whole, so that an error about the date leads to it.
  func id(in id: String) -> String { self == .day ? id : id + "-" + rawValue }

  var label: String {
    switch self {
    case .day: "Day"
    case .month: "Month"
    case .year: "Year"
    }
  }
}
