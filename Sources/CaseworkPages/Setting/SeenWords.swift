import CareRecord

extension ChildAtVisit {
  /// Whether the child was seen, and seen alone, in a few plain words.
  var seenWords: String {
    guard childSeen else { return "was not seen" }
    return switch childSeenAlone {
    case true?: "was seen, and seen alone"
    case false?: "was seen, but not alone"
    case nil: "was seen; whether alone is not recorded"
    }
  }
}
