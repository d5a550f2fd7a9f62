public import CareRecord
public import CivilTime
public import HTML
public import Store

/// One fact with all its fields, and every version that it has had.
public struct FactPage: Sendable {
  struct Line: Hashable, Sendable {
    let label: String
    let words: String
    /// The fact that the value refers to.
    let link: FactID?
    let isText: Bool
  }

  struct Difference: Hashable, Sendable {
    let label: String
    let before: String
    let after: String
  }

  struct Entry: Hashable, Sendable {
    let version: Int
    let author: String
    /// How it came, where it was not typed on a page.
    let through: String?
    let known: Instant
    let recorded: Instant?
    let reason: String?
    let isFirst: Bool
    let isWithdrawn: Bool
    /// Put again after it had been withdrawn.
    let isRestored: Bool
    let differences: [Difference]
  }

  /// What the fact was on the day that is asked for.
  enum Standing: Hashable, Sendable {
    case held([Line], RecordedDates?)
    case withdrawn(by: String, on: Day)
    case notYet
  }

  let head: RecordHead
  let fact: FactID
  let kind: String
  let standing: Standing
  /// The latest first.
  let history: [Entry]
  /// As it stood at the end of this day; nil for now.
  let on: Day?
  let form: FormState
  let edit: Link?
  /// A protected address, which stands on the page only when it is asked for.
  let hidesProtected: Bool

  /// Nil where there is no version: then there is no such fact.
  ///
  /// - Parameters:
  ///   - history: every version, in any order
  ///   - asking: the query of the address; `on` is the day as it stood on
  ///   - showsProtected: the reader asked to see a protected address
  public init?(
    _ fact: FactID, history: [FactVersion], of seen: SeenRecord,
    asking query: FormState = FormState(), showsProtected: Bool = false, knownOn: Day? = nil,
    opening: Opening? = nil,
    in setting: PageSetting
  ) {
    let all = history.sorted { $0.version < $1.version }
    guard let kind = all.lazy.compactMap({ $0.fact.map { type(of: $0).kind } }).first else {
      return nil
    }
    let head = RecordHead(seen, knownOn: knownOn, opening: opening, in: setting)
    var form = query
    let asked = form.day("on", called: "the day")
    if let asked, asked > setting.today { form.refuse("on", "The day must not be in the future") }
    self.head = head
    self.fact = fact
    self.kind = kind.label
    hidesProtected =
      !showsProtected && all.contains { ($0.fact as? Address)?.isProtected ?? false }
    self.form = form
    on = form.errors.isEmpty ? (asked ?? knownOn) : knownOn
    // What was not yet known on the day whose knowledge is shown is not in its history either.
    let known = knownOn.map { day in all.filter { $0.isKnown(atEndOf: day) } } ?? all
    self.history = FactPage.entries(known, setting).reversed()
    let standing = on.map { day in known.filter { $0.isKnown(atEndOf: day) } } ?? known
    self.standing = FactPage.standing(standing.last, setting)
    edit =
      head.mayWrite && all.last?.fact != nil
      ? FactPage.edit(fact, kind, of: head.subject, all) : nil
  }

  private static func edit(
    _ fact: FactID, _ kind: FactKind, of subject: Subject, _ history: [FactVersion]
  ) -> Link? {
    switch kind.name {
    case Visit.kind.name: return .editVisit(fact, of: subject)
    case CaseNote.kind.name: return .editCaseNote(fact, of: subject)
    case ChildAtVisit.kind.name:
      let part = history.last?.fact as? ChildAtVisit
      return part?.visit.map { .editVisit($0, of: subject) }
    default: return nil
    }
  }

  // MARK: - Shaping

  private static func standing(_ version: FactVersion?, _ setting: PageSetting) -> Standing {
    guard let version else { return .notYet }
    guard let fact = version.fact else {
      return .withdrawn(by: version.authorName, on: version.known.inLondon.day)
    }
    return .held(lines(of: fact, setting), fact.recordedDates)
  }

  private static func lines<F: Fact>(of fact: F, _ setting: PageSetting) -> [Line] {
    F.fields.map { field in
      let cell = field.read(fact)
      var link: FactID?
      var words = setting.words.words(for: cell, of: field.about.type)
      if case .integer(let raw) = cell {
        switch field.about.type {
        case .fact:
          link = FactID(raw: raw)
          words = "See the " + field.about.label.lowercased()
        case .subject: words = "Recorded"
        default: break
        }
      }
      return Line(
        label: field.about.label, words: words, link: link, isText: field.about.type == .narrative)
    }
  }

  private static func entries(_ versions: [FactVersion], _ setting: PageSetting) -> [Entry] {
    var entries: [Entry] = []
    var latest: (any Fact)?
    var wasWithdrawn = false
    for version in versions {
      entries.append(
        Entry(
          version: version.version, author: version.authorName,
          through: version.author.through == "web" ? nil : version.author.through,
          known: version.known, recorded: version.recorded, reason: version.reason,
          isFirst: latest == nil, isWithdrawn: version.fact == nil,
          isRestored: version.fact != nil && wasWithdrawn,
          differences: version.fact.flatMap { new in
            latest.map { differences(from: $0, to: new, setting) }
          } ?? []))
      wasWithdrawn = version.fact == nil
      latest = version.fact ?? latest
    }
    return entries
  }

  private static func differences<F: Fact>(
    from old: any Fact, to new: F, _ setting: PageSetting
  ) -> [Difference] {
    guard let old = old as? F else { return [] }
    return F.fields.compactMap { field in
      let (before, after) = (field.read(old), field.read(new))
      if before == after { return nil }
      return Difference(
        label: field.about.label,
        before: setting.words.words(for: before, of: field.about.type),
        after: setting.words.words(for: after, of: field.about.type))
    }
  }
}

extension FactVersion {
  func isKnown(atEndOf day: Day) -> Bool { known.inLondon.day <= day }
}
