import CareRecord

/// Lets an identifier source take its chance from a seed.
struct IdentifierDraws: RandomNumberGenerator, Sendable {
  var random: SeededRandom

  mutating func next() -> UInt64 { random.next() }
}

extension Setting {
  /// Identifiers of one family: two milliseconds of 2020 of its own, so that families made in any
  /// order never share one, however many facts they have.
  func identifiers(ofFamily number: Int) -> IdentifierSource {
    identifiers(millisecond: 1_000_000_000 + 2 * Int64(number), number)
  }

  /// Identifiers of the staff: as those of families, before them.
  func identifiers(ofWorker number: Int) -> IdentifierSource {
    identifiers(millisecond: 2 * Int64(number), -1 - number)
  }

  private func identifiers(millisecond: Int64, _ number: Int) -> IdentifierSource {
    let start2020: Int64 = 1_577_836_800_000
    return IdentifierSource(
      milliseconds: { start2020 + millisecond },
      random: IdentifierDraws(random: random(.identifier, number)))
  }
}
