import CareRecord
import CivilTime

extension Projection {
  /// The words of a child's names, each with all of them and the date of birth beside it, so that a
  /// search reads one word's rows and nothing else.
  static let nameWord = Projection(
    "name_word", version: 1, of: .child,
    columns: [
      ProjectionColumn("word", .text), ProjectionColumn("birth_date", .text),
      // All the words with a blank between them.
      ProjectionColumn("words", .text),
    ],
    indexes: [ProjectionIndex(["word", "record", "birth_date", "words"])],
    // A search begins with the word that fewest children have.
    tally: ["word"],
    vocabulary: ProjectionVocabulary(of: "word", keys: NameKeys.stored)
  ) { record, _ in
    let words = record.nameWords
    let birth = record.identity?.birthDate.cell ?? .null
    let all = Cell.text(words.joined(separator: " "))
    return (words.map { [.text($0), birth, all] }, validUntil: nil)
  }

  /// Every identifier and postcode by which a child can be found.
  static let locator = Projection(
    "locator", version: 1, of: .child,
    columns: [ProjectionColumn("kind", .text), ProjectionColumn("value", .text)],
    indexes: [ProjectionIndex(["value", "record", "kind"])]
  ) { record, _ in
    var seen: Set<[String]> = []
    let rows = record.locators.filter { seen.insert([$0.kind.name, $0.value]).inserted }
    return (rows.map { [.text($0.kind.name), .text($0.value)] }, validUntil: nil)
  }
}

extension ChildRecord {
  /// The words of every name held, the present ones first.
  var nameWords: [String] {
    var words: [String] = []
    for identity in self[PersonIdentity.self].reversed() {
      for name in [identity.knownAs, identity.givenNames, identity.familyName] {
        for word in NameWords.indexed(name) where !words.contains(word) { words.append(word) }
      }
    }
    return Array(words.prefix(NameWords.most))
  }

  var locators: [Locator] {
    let identifiers = self[PersonIdentifier.self]
      .filter { $0.scheme != .upnUnknown }
      .compactMap { Locator(.identifier($0.scheme.text), identifier: $0.value) }
    let addresses = self[Address.self].compactMap {
      Locator($0.isProtected ? .protectedAddress : .address, postcode: $0.postcode)
    }
    let homes = self[CarePeriod.self].compactMap {
      Locator(.homePostcode, postcode: $0.homePostcode)
    }
    return identifiers + addresses + homes
  }
}
