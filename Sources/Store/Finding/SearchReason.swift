/// Why a child was found, and how much that costs in the ranking.
struct SearchReason: Hashable, Sendable {
  enum What: Hashable, Sendable {
    case identifier(scheme: String)
    case name(Closeness)
    /// The words as typed were no name; together, or apart, they are.
    case joinedOrSplit
    case someOfTheNames
    case postcode
    case born(onTheDay: Bool)
  }

  enum Birth: Hashable, Sendable {
    case day, year, anotherYear
  }

  var what: What
  var birth: Birth?
  var withPostcode = false

  /// In words for people.
  ///
  /// To someone who sees the minimum it says nothing that they did not type: not which kind of
  /// identifier it is, nor that a day of birth is right.
  func words(minimum: Bool) -> String {
    var words = minimum ? wordsForAll : wordsForReaders
    switch birth {
    case .day: words += " and date of birth"
    case .year: words += " and year of birth"
    case .anotherYear: words += ", but another year of birth"
    case nil: break
    }
    return withPostcode ? words + " and postcode" : words
  }

  private var wordsForReaders: String {
    guard case .identifier(let scheme) = what else { return wordsForAll }
    switch scheme {
    case "laChildId": return "Child identifier"
    case "upn": return "Unique pupil number"
    case "formerUpn": return "Former unique pupil number"
    case "nhsNumber": return "NHS number"
    default: return "Identifier"
    }
  }

  private var wordsForAll: String {
    switch what {
    case .identifier: "The number that you typed"
    case .name(.exact): "Name"
    case .name(.otherForm): "Another form of the name"
    case .name(.prefix): "Name begins like this"
    case .name(.oneStep): "Name spelled almost like this"
    case .name(.sound): "Name sounds like this"
    case .name(.twoSteps): "Name spelled somewhat like this"
    case .joinedOrSplit: "Name written as one word or two"
    case .someOfTheNames: "Some of these names"
    case .postcode: "Postcode"
    case .born(onTheDay: true): "Date of birth"
    case .born(onTheDay: false): "Born in that time"
    }
  }
}
