import CivilTime

extension Setting {
  /// Sorts of provider, each with so many of them.
  enum ProviderKind: Int {
    case ownFostering = 0
    case fostering = 100
    case adoption = 200
    case childrensHome = 300
    case secure = 500
    case supported = 600
    case school = 800
    case familyCentre = 900

    var count: Int {
      switch self {
      case .ownFostering: 1
      case .fostering: 14
      case .adoption: 6
      case .childrensHome: 90
      case .secure: 4
      case .supported: 70
      case .school: 8
      case .familyCentre: 6
      }
    }
  }

  /// One of the providers of a sort.
  ///
  /// `SC9` begins no number that Ofsted has given out.
  func provider(
    _ kind: ProviderKind, _ random: inout SeededRandom, by choices: Choices<String>?
  ) -> Provider {
    let number = kind.rawValue + random.below(kind.count)
    var own = self.random(.home, number)
    let digits = String(900_000 + number)
    return Provider(
      urn: "SC\(digits)",
      postcode: FictionalPostcode.numbered(own.below(FictionalPostcode.count)),
      provider: choices?.draw(&own) ?? "PR4")
  }
}
