import CINCensus
public import CivilTime
public import Returns
import SSDA903

/// A return that somebody wants checked, with what they said about it.
public struct CheckRequest: Sendable {
  public var files: ReturnFiles
  /// Last year's return, as it was sent.
  public var previous: ReturnFiles?
  /// Which return it is; nil to go by the files.
  public var kind: CheckedReturn?
  /// The collection year, which sets the dates; nil to go by the files.
  public var year: CollectionYear?
  /// The year of the rule book; nil for that of the collection year.
  public var ruleSet: CollectionYear?
  /// The codes of the rules to run; nil for the whole rule book.
  public var codes: [String]?
  /// The authority that the return is from: its code or its three-digit number.
  public var authority: String?
  /// A folder of postcodes, providers and authorities, which replace what is built in.
  public var referenceFolder: String?
  /// The lists that a database keeps, which replace what is built in.
  public var shelf: ReferenceShelf?
  /// How many children are checked at the same time.
  public var threads = 1
  /// Whether the report shall hold the rows of what was checked, to show them beside what was found.
  public var wantsTables = false
  /// Today, which decides the year where nothing else does.
  public var today: Day

  public init(_ files: ReturnFiles, today: Day) {
    self.files = files
    self.today = today
  }
}

/// The returns that Kith reads, checks and writes, by the names that commands and addresses use.
public enum CheckedReturn: String, Sendable, CaseIterable {
  case ssda903, cin

  var form: ReturnForm {
    switch self {
    case .ssda903: .ssda903
    case .cin: .cinCensus
    }
  }
}

/// Why nothing could be checked.
public struct CannotCheck: Error, CustomStringConvertible {
  public let description: String
  /// The files that could not be read, and why.
  public let refusals: [Refusal]
}

extension CheckRequest {
  /// Reads the files and checks them.
  ///
  /// - Returns: the report, and what was taken for granted, as sentences.
  /// - Throws: `CannotCheck` where there is no return in the files, or more than one.
  public func run() async throws(CannotCheck) -> (report: CheckReport, taken: [String]) {
    let clock = ContinuousClock()
    let begin = clock.now
    let (batch, others) = try batch()
    var taken: [String] = []
    let earlier = previous.map { SortedFiles($0.files, among: [batch.form], limits: .forChecking) }
    let earlierFiles = earlier?.files(of: batch.form) ?? []
    let refused =
      files.refusals + others + (previous?.refusals ?? []) + (earlier?.refusals ?? [])
    var referenceNotes: (notes: [ReadingNote], refusals: [Refusal]) = ([], [])
    var report: CheckReport
    if batch.form.name == ReturnForm.ssda903.name {
      let submission = SSDA903Return(batch.files, limits: .forChecking)
      let year = year(guess: submission.collectionYear, &taken)
      let ruleSet = ruleSet(for: year, among: SSDA903RuleBook.years, &taken)
      let book = SSDA903RuleBook.rules(of: ruleSet)
      let rules = book.filter { rule in codes.map { $0.contains(rule.card.code) } ?? true }
      let (data, readingNotes, readingRefusals) = try readReference(of: year)
      referenceNotes = (readingNotes, readingRefusals)
      let check = SSDA903Check(
        submission,
        previous: previous == nil ? nil : SSDA903Return(earlierFiles, limits: .forChecking),
        year: year,
        ruleSet: ruleSet, authority: try authorityCode(data, &taken),
        reference: data, rules: rules)
      report = await check.report(threads: threads)
    } else {
      report = try await checkCensus(batch.files, &taken)
    }
    addUnknownCodes(to: &report)
    report.refusals = refused + referenceNotes.refusals + report.refusals
    report.notes = files.notes + referenceNotes.notes + report.notes
    let elapsed = clock.now - begin
    report.elapsedSeconds =
      Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    taken.insert("This is \(batch.form.title).", at: 0)
    return (report, taken)
  }

  private var forms: [ReturnForm] { kind.map { [$0.form] } ?? CheckedReturn.allCases.map(\.form) }

  /// The files of the one return that is there, and why others belong to none.
  private func batch() throws(CannotCheck) -> (SortedFiles.Batch, [Refusal]) {
    let sorted = SortedFiles(files.files, among: forms, limits: .forChecking)
    guard let batch = sorted.batches.first else {
      throw CannotCheck(
        description: "There is no return in what was given, so nothing was checked.",
        refusals: files.refusals + sorted.refusals)
    }
    guard sorted.batches.count == 1 else {
      let names = sorted.batches.map(\.form.title).joined(separator: " and ")
      throw CannotCheck(
        description: "There are files of \(names). Say with --return which one to check.",
        refusals: files.refusals + sorted.refusals)
    }
    return (batch, sorted.refusals)
  }

  func year(
    guess: CollectionYearGuess?, _ taken: inout [String]
  ) -> CollectionYear {
    if let year { return year }
    if let guess {
      taken.append("It was taken to be for \(guess.year), because \(guess.reason).")
      return guess.year
    }
    let current = CollectionYear(containing: today)
    let last = current.previous ?? current
    taken.append(
      "No date in it says which year it is for. It was taken to be for \(last), the last full year."
    )
    return last
  }

  func ruleSet(
    for year: CollectionYear, among books: ClosedRange<CollectionYear>, _ taken: inout [String]
  ) -> CollectionYear {
    if let ruleSet {
      let nearest = min(max(ruleSet, books.lowerBound), books.upperBound)
      if nearest != ruleSet {
        taken.append("There is no rule book for \(ruleSet), so that of \(nearest) was used.")
      }
      return nearest
    }
    let nearest = min(max(year, books.lowerBound), books.upperBound)
    if nearest < year {
      taken.append("The newest rule book is that of \(nearest), so it was used.")
    } else if nearest > year {
      taken.append("The oldest rule book is that of \(nearest), so it was used.")
    }
    return nearest
  }

  private func readReference(
    of year: CollectionYear
  ) throws(CannotCheck) -> (data: ReferenceData, notes: [ReadingNote], refusals: [Refusal]) {
    do throws(Refusal) {
      let builtIn: ReferenceData
      if let shelf {
        builtIn = shelf.data(of: year)
      } else {
        builtIn = try .builtIn(on: year.end)
      }
      guard let referenceFolder else { return (builtIn, [], []) }
      let folder = ReferenceFolder(path: referenceFolder, on: year.end, builtIn: builtIn)
      return (folder.data, folder.notes, folder.refusals)
    } catch {
      throw CannotCheck(description: "The reference data cannot be read.", refusals: [error])
    }
  }

  /// The code of the authority as the list of districts has it.
  private func authorityCode(
    _ reference: ReferenceData, _ taken: inout [String]
  ) throws(CannotCheck) -> CellText? {
    guard let authority else {
      taken.append(
        "The authority was not named with --authority, so rules that need it do not run.")
      return nil
    }
    let given = CellText(authority.uppercased())
    let known: AuthorityRegister.Authority?
    do throws(Refusal) {
      known = try AuthorityRegister.england()[authority.uppercased()]
    } catch {
      throw CannotCheck(description: "The list of authorities cannot be read.", refusals: [error])
    }
    if let known { taken.append("It is from \(known.name).") }
    let code = known?.code ?? given
    return reference.authorities?.code(of: code) ?? code
  }

  /// Lists the codes that were asked for and that the rule book does not have.
  private func addUnknownCodes(to report: inout CheckReport) {
    guard let codes else { return }
    let known = Set(report.outcomes.map(\.card.code))
    var seen: Set<String> = []
    for code in codes where !known.contains(code) && seen.insert(code).inserted {
      report.outcomes.append(
        CheckReport.Outcome(
          card: RuleCard(
            code: code, years: report.ruleSet...report.ruleSet, needs: [], fields: [], message: "",
            severity: .toCheck, provenance: .sectorRuleBook, fails: "", passes: ""),
          status: .notRun,
          reason: "the rule book of \(report.ruleSet) has no rule \(code)"))
    }
  }
}
