import CaseworkPages
import HTTPTypes
import Store

/// What people are told of a store that still makes what a new version needs.
///
/// Records themselves can be opened and changed meanwhile; only what is read from all of them at once
/// waits.
struct PreparationWords {
  private let projections: [String]
  private let preparation: Preparation?

  init(_ preparation: Preparation) {
    projections = preparation.projections
    self.preparation = preparation
  }

  init(_ refused: StillPreparing) {
    projections = refused.projections
    preparation = refused.preparation
  }

  /// "the search and the returns check".
  var things: String {
    let names = Set(projections.map { PreparationWords.names[$0] ?? "lists" }).sorted()
    guard let last = names.last, names.count > 1 else { return names.first ?? "lists" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// "4,000 of 10,000 records are done"; nil where that is not known.
  var standing: String? {
    guard let preparation, preparation.total > 0 else { return nil }
    let (done, total) = (preparation.done, preparation.total)
    return "\(grouped(done)) of \(grouped(total)) \(total == 1 ? "record is" : "records are") done"
  }

  /// For the top of every page.
  var notice: String {
    "Kith is preparing \(things)" + (standing.map { ": \($0)" } ?? "")
      + ". Until then pages that need it say so; records can be opened and changed."
  }

  /// What each projection is for, as people know it.
  private static let names = [
    "standing": "the lists of who works with whom",
    "child_headline": "the lists of children",
    "name_word": "the search",
    "locator": "the search",
    "return_finding": "the returns check",
    "retention": "the review of what is kept",
    "measure": "the figures from our own record",
  ]
}

extension Failure {
  /// A list, a search or a figure that would be made of some of the records only.
  init(_ refused: StillPreparing) {
    let words = PreparationWords(refused)
    self.init(
      .serviceUnavailable, "Kith is still preparing this page",
      "Kith makes \(words.things) anew from the records, as it does after an upgrade, with other"
        + " reference data, or on a day on which much changes"
        + (words.standing.map { ": \($0)." } ?? ".")
        + " What is shown before that is done could leave out a child, so it is not shown.",
      "Nothing is lost, and nothing of what you sent was changed. Records can be opened and changed"
        + " meanwhile.",
      "Try again in a few minutes.")
    headers[.retryAfter] = "30"
  }
}
