public import HTML
public import Published

extension Link {
  public static let fewer: Link = "/outcomes/fewer"
  public static let fewerAsCSV: Link = "/outcomes/fewer.csv"
}

/// Which two years are compared, and how: read from the address and written to it again.
public struct FewerQuestion: Hashable, Sendable {
  /// What can be compared, with its name in a sentence.
  static let measures = [
    ("lookedAfter", "children in care on 31 March"),
    ("startedCare", "children who came into care in the year"),
    ("ceasedCare", "children who left care in the year"),
    ("inNeed", "children in need on 31 March"),
    ("onPlans", "children on protection plans on 31 March"),
    ("referrals", "referrals in the year"),
  ]

  var measure = "lookedAfter"
  var from = 2011
  var to = 2015
  var comparing = ChangeQuestion.Comparing.counts
  var edition = Edition.firstPublished
  /// The authority that is opened.
  var authority: String?
  /// The years of which figures of the measure are held.
  let years: [Int]
  /// The answers as they were asked, with what is wrong with them.
  private(set) var form: FormState

  /// Reads the query of an address; what it cannot be asked is refused on its field.
  public init(_ query: FormState, figures: PublishedFigures) {
    var form = query
    if let asked = query[Name.measure] {
      if FewerQuestion.measures.contains(where: { $0.0 == asked }) {
        measure = asked
      } else {
        form.refuse(Name.measure, "Choose what is compared from the list")
      }
    }
    let held = figures.series(of: measure, for: PublishedFigures.englandCode).numbers.map(\.year)
    years = held
    let span = held.first.flatMap { first in held.last.map { "\(first) to \($0)" } } ?? "no year"
    func year(_ name: String, standard: Int) -> Int {
      guard let asked = query[name], !asked.isEmpty else { return standard }
      if let year = Int(asked), held.contains(year) { return year }
      form.refuse(name, "No figures are held for “\(asked)”. Choose a year from \(span)")
      return standard
    }
    from = year(Name.from, standard: held.contains(from) ? from : held.first ?? from)
    to = year(Name.to, standard: held.contains(to) ? to : held.last ?? to)
    if form.errors.isEmpty, from == to {
      form.refuse(Name.to, "Choose two different years")
    } else if from > to {
      (from, to) = (to, from)
    }
    func isOther(_ name: String, than known: [String]) -> Bool {
      guard let asked = query[name], !asked.isEmpty, !known.contains(asked) else { return false }
      form.refuse(name, "“\(asked.prefix(60))” is none of the choices. Choose from the list")
      return true
    }
    comparing =
      isOther(Name.comparing, than: ["counts", "rates"]) || query[Name.comparing] != "rates"
      ? .counts : .rates
    edition =
      isOther(Name.edition, than: ["first", "revised"]) || query[Name.edition] != "revised"
      ? .firstPublished : .latest
    if let asked = query[Name.authority], !asked.isEmpty {
      authority = asked
      if figures.area(asked)?.kind != .authority {
        form.refuse(Name.authority, "There is no authority with the number “\(asked)”")
        authority = nil
      }
    }
    self.form = form
    for (name, value) in answers where form[name] == nil { self.form[name] = value }
  }

  enum Name {
    static let measure = "measure"
    static let from = "from"
    static let to = "to"
    static let comparing = "compare"
    static let edition = "figures"
    static let authority = "authority"
  }

  /// Whether there is anything that cannot be asked.
  public var isRefused: Bool { !form.errors.isEmpty }

  var asked: ChangeQuestion {
    ChangeQuestion(measure: measure, from: from, to: to, comparing: comparing, edition: edition)
  }

  /// What is compared, in a sentence.
  var thing: String { FewerQuestion.measures.first { $0.0 == measure }?.1 ?? measure }

  private var answers: [(name: String, value: String)] {
    [
      (Name.measure, measure), (Name.from, String(from)), (Name.to, String(to)),
      (Name.comparing, comparing.rawValue),
      (Name.edition, edition == .latest ? "revised" : "first"),
    ] + (authority.map { [(Name.authority, $0)] } ?? [])
  }

  /// The address that shows this again, whole.
  func link(at page: Link = .fewer, opening authority: String?? = nil) -> Link {
    var copy = self
    if let authority { copy.authority = authority }
    return copy.answers.reduce(page) { $0.adding($1.name, $1.value) }
  }
}
