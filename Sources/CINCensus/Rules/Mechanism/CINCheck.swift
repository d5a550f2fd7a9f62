public import CivilTime
public import Returns

/// Checks a children in need census against the rules of a year.
///
/// The files are read as they are checked, child by child, so that memory does not grow with them.
///
/// ```swift
/// let check = CINCheck(files, ruleSet: year, calendar: calendar)
/// let report = await check.report(threads: 2)
/// ```
public struct CINCheck: Sendable {
  private let files: [SourceFile]
  private let limits: ReadingLimits
  private let asked: [CINRule]
  private let calendar: WorkingDayCalendar
  private let year: CollectionYear?
  private let ruleSet: CollectionYear
  private let referenceDate: Day?
  /// Whether the lines of the files are those of files that people have.
  private let hasLines: Bool

  /// - Parameters:
  ///   - referenceDate: The last day of the period; that of the header unless given.
  ///   - year: The collection year to name in the report; that of the header unless given.
  ///   - ruleSet: The year of the rule book.
  ///   - rules: The rules to run; all of the rule book unless given.
  public init(
    _ files: [SourceFile], referenceDate: Day? = nil, year: CollectionYear? = nil,
    ruleSet: CollectionYear, calendar: WorkingDayCalendar, rules: [CINRule]? = nil,
    limits: ReadingLimits = .standard
  ) {
    self.files = files
    self.limits = limits
    self.referenceDate = referenceDate
    self.year = year
    self.ruleSet = ruleSet
    self.calendar = calendar
    hasLines = true
    asked = rules ?? CINRuleBook.rules(of: ruleSet)
  }

  /// Checks children as they would be sent, such as those that were made from the record.
  ///
  /// What is found has no lines.
  public init(
    _ children: some Sequence<CINChild>, header: CINHeader, ruleSet: CollectionYear,
    calendar: WorkingDayCalendar, rules: [CINRule]? = nil
  ) {
    let written = CINWriter.xml(header, children)
    files = [try? SourceFile(name: written.name, bytes: written.bytes)].compactMap(\.self)
    limits = .standard
    referenceDate = nil
    year = nil
    self.ruleSet = ruleSet
    self.calendar = calendar
    hasLines = false
    asked = rules ?? CINRuleBook.rules(of: ruleSet)
  }

  /// Reads and checks every child.
  ///
  /// - Parameter threads: In how many pieces a file is read at the same time; what is found does not
  ///   depend on it.
  public func outcome(threads: Int = 1) async -> CINCheckOutcome {
    var header: CINHeader?
    var outcome = CINCheckOutcome(asked: asked, hasLines: hasLines)
    var setting = CINCheckSetting(referenceDate: referenceDate, calendar: calendar)
    for file in files {
      outcome.notes += file.notes
      guard file.form == .xml else {
        outcome.refusals.append(.notACensus(file.name))
        continue
      }
      do throws(Refusal) {
        var report = ElementReport()
        let own = try CINElement.header.first(in: file, limits: limits).map {
          CINHeader($0, file: file.name, report: &report)
        }
        if header == nil {
          header = own ?? CINHeader()
          if referenceDate == nil {
            setting = CINCheckSetting(
              referenceDate: own?.collection.day(.ReferenceDate), calendar: calendar)
          }
        }
        try await check(file, setting, threads, &outcome)
      } catch {
        outcome.refusals.append(error)
      }
    }
    outcome.conclude(asked, header: header ?? CINHeader(), setting)
    return outcome
  }

  private func check(
    _ file: SourceFile, _ setting: CINCheckSetting, _ threads: Int,
    _ outcome: inout CINCheckOutcome
  ) async throws(Refusal) {
    let running = asked.indices.filter {
      !asked[$0].needsPeriod || setting.end.isKnown
    }
    // A piece below a few hundred children is not worth a thread.
    let pieces = min(threads, file.bytes.count >> 18 + 1)
    let (parts, read) = try await CINElement.records.read(
      file, pieces: pieces, limits: limits,
      begin: { CINCheckPart(file: file.name, rules: asked, running: running, setting) },
      take: { part, record in part.check(record) })
    var report = read.report
    for part in parts {
      outcome.add(part, of: file.name)
      report.merge(part.report)
    }
    outcome.notes += report.notes(on: file.name)
    outcome.refusals += read.refusals
  }

  /// Runs the rules and writes down what came of each.
  public func report(threads: Int = 1) async -> CheckReport {
    let outcome = await outcome(threads: threads)
    let year = year ?? outcome.header.collectionYear?.year ?? ruleSet
    return CheckReport(
      form: .cinCensus, year: year, ruleSet: ruleSet, children: outcome.children,
      outcomes: asked.indices.map { place in
        CheckReport.Outcome(
          card: asked[place].card, status: outcome.obstacles[place] == nil ? .ran : .couldNotRun,
          reason: outcome.obstacles[place] ?? "", findings: outcome.counts[place])
      },
      findings: outcome.findings, refusals: outcome.refusals, notes: outcome.notes)
  }
}

extension Refusal {
  static func notACensus(_ file: String) -> Refusal {
    Refusal(
      .file, file: file, reason: "this is a table, and the census is one XML file",
      expected: "an XML file that begins with <Message>", remedy: "Export the census as XML.")
  }
}
