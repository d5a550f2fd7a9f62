public import Access
public import CareRecord
public import CivilTime
public import CodeSets
public import HTML

/// What every page is told of the moment: who reads it and when, and what codes mean.
public struct PageSetting: Sendable {
  public let person: Person
  public let at: Instant
  public let frame: PageFrame
  public let token: FormToken
  public let codes: CodeSetLibrary
  public let workingDays: WorkingDayCalendar
  /// Says facts in words, codes by their latest meaning.
  public let words: FactText

  public init(
    person: Person, at: Instant, frame: PageFrame, token: FormToken, codes: CodeSetLibrary,
    workingDays: WorkingDayCalendar
  ) {
    self.person = person
    self.at = at
    self.frame = frame
    self.token = token
    self.codes = codes
    self.workingDays = workingDays
    words = FactText { codes[$0]?.latestMeaning(of: $1) }
  }

  public var today: Day { at.inLondon.day }

  /// What a code means; as received where its set does not have it.
  func meaning<Set>(of code: Code<Set>) -> String {
    words.words(for: code.cell, of: .code(Set.codeSet))
  }

  /// The codes of a set that may be chosen today.
  func choices(from set: String) -> [Choice] {
    (codes[set]?.codes(in: collectionYear) ?? []).map { Choice($0.code, $0.meaning) }
  }

  /// The calendar year in which the present collection year ends: it runs from 1 April.
  private var collectionYear: Int { today.month >= 4 ? today.year + 1 : today.year }
}
