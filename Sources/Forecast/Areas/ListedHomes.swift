import CareRecord

/// Homes there are in each area, as somebody lists them: a line for each area and kind of home.
///
/// ```
/// LS8, fostering, 12
/// East: LS9 LS14 LS15, fostering, 20
/// East, childrens-home, 4
/// ```
///
/// Fields are set apart by commas, semicolons or tabs, so that lines can be pasted from a spreadsheet.
/// What cannot be read is refused; the other lines count.
public struct ListedHomes: Hashable, Sendable {
  /// A line that was left out.
  public struct Refusal: Error, Hashable, Sendable {
    /// From 1.
    public let line: Int
    /// `area`, `kind` or `homes`; or `line`.
    public let field: String
    public let value: String
    /// What would have been right.
    public let expected: String

    public var description: String {
      "Line \(line): \(field) is “\(value)”. Expected \(expected)"
    }
  }

  public private(set) var named: [Areas.Area] = []
  public private(set) var refusals: [Refusal] = []
  private var homes: [String: [HomeKind: Int]] = [:]
  private var lineOfDistrict: [String: Int] = [:]

  public static let mostHomes = 100_000
  public static let mostAreas = 60

  public init(_ text: String = "") {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (number, line) in lines.enumerated() {
      let fields = line.split(
        omittingEmptySubsequences: false, whereSeparator: { ",;\t".contains($0) }
      ).map(Self.plain)
      if fields.allSatisfy(\.isEmpty) { continue }
      if number == 0, fields.first?.lowercased() == "area" { continue }
      do throws(Refusal) { try read(fields, String(line), line: number + 1) } catch {
        refusals.append(error)
      }
    }
  }

  public var isEmpty: Bool { named.isEmpty }

  /// Nil where no area was listed.
  public var areas: Areas? { isEmpty ? nil : Areas(named) }

  /// How many are listed; nil where none of that kind are, which is not none.
  public func homes(_ kind: HomeKind, in area: String) -> Int? { homes[area]?[kind] }

  /// Whether any of that kind are listed, if only that there are none.
  public func has(_ kind: HomeKind) -> Bool { homes.values.contains { $0[kind] != nil } }

  private static func plain(_ field: Substring) -> String {
    var field = field.drop(while: \.isWhitespace)
    while field.last?.isWhitespace == true { field.removeLast() }
    if field.count > 1, field.first == "\"", field.last == "\"" {
      field = field.dropFirst().dropLast()
    }
    return String(field)
  }

  private mutating func read(_ fields: [String], _ whole: String, line: Int) throws(Refusal) {
    func refuse(_ field: String, _ value: String, _ expected: String) -> Refusal {
      Refusal(line: line, field: field, value: String(value.prefix(60)), expected: expected)
    }
    guard fields.count >= 3, fields.dropFirst(3).allSatisfy(\.isEmpty) else {
      throw refuse("line", whole, "area, kind and homes, such as LS8, fostering, 12")
    }
    guard let kind = HomeKind(named: fields[1]) else {
      throw refuse("kind", fields[1], "one of \(HomeKind.found.map(\.key).joined(separator: ", "))")
    }
    guard fields[2].utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(fields[2]),
      count <= Self.mostHomes
    else { throw refuse("homes", fields[2], "a whole number from 0 to 100,000") }
    let area = try area(fields[0], line: line)
    if homes[area]?[kind] != nil {
      throw refuse(
        "line", whole, "each area and kind once: \(area) and \(kind.key) stand in a line above")
    }
    homes[area, default: [:]][kind] = count
  }

  /// The name of the area of a line, which is noted where it is new.
  private mutating func area(_ text: String, line: Int) throws(Refusal) -> String {
    func refuse(_ expected: String) -> Refusal {
      Refusal(line: line, field: "area", value: String(text.prefix(60)), expected: expected)
    }
    let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      .map(Self.plain)
    if halves.count == 1, homes[text] != nil { return text }
    var districts: [String] = []
    for word in (halves.last ?? "").split(whereSeparator: \.isWhitespace) {
      guard let district = Self.district(word) else {
        throw refuse(
          "a postcode district such as LS8, several after a name such as East: LS8 LS9, or the name of an area above"
        )
      }
      if !districts.contains(district) { districts.append(district) }
    }
    let name = halves.count == 2 ? halves[0] : districts.joined(separator: " ")
    if let known = named.first(where: { $0.name == name }) {
      if known.districts == districts { return name }
      throw refuse("another name, as \(name) has other districts in a line above")
    }
    guard !districts.isEmpty, !name.isEmpty else {
      throw refuse("a name and its districts, such as East: LS8 LS9")
    }
    for district in districts {
      if let other = lineOfDistrict[district] {
        throw refuse("each district in one area: \(district) is in the area of line \(other)")
      }
    }
    guard named.count < Self.mostAreas else { throw refuse("at most \(Self.mostAreas) areas") }
    for district in districts { lineOfDistrict[district] = line }
    named.append(Areas.Area(name, districts: districts))
    return name
  }

  /// `LS8`, or `LS` for all that begin so.
  private static func district(_ word: Substring) -> String? {
    let capitals = word.uppercased()
    if (1...2).contains(capitals.count), capitals.utf8.allSatisfy({ (65...90).contains($0) }) {
      return capitals
    }
    guard let postcode = Postcode(word), postcode.inward == nil else { return nil }
    return postcode.outward
  }
}

extension HomeKind {
  /// By its key or its words, however they are spelled; nil for no kind there is.
  public init?(named text: String) {
    func letters(_ text: String) -> String { String(text.lowercased().filter(\.isLetter)) }
    let asked = letters(text)
    guard
      let kind = HomeKind.allCases.first(where: {
        [letters($0.key), letters($0.words)].contains { $0 == asked || $0 + "s" == asked }
      })
    else { return nil }
    self = kind
  }
}
