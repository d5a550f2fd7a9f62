import CareRecord
import Returns

/// The return wrote 1 and 2 until 2023-24, and writes M, F and U since 2024-25.
enum SexCode {
  private static let lastYearOfNumbers = 2024
  private static let letters = ["1": "M", "2": "F"]

  static func written(_ sex: Code<Sex>?, in year: CollectionYear) -> String? {
    guard let sex else { return nil }
    if year.endYear > lastYearOfNumbers { return sex.text }
    return letters.first { $0.value == sex.text }?.key ?? sex.text
  }

  static func read(_ text: String?) -> Code<Sex>? {
    text.map { Code(letters[$0] ?? $0) }
  }
}
