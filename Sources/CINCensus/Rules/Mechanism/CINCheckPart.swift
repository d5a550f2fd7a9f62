import Returns

/// Reads and checks a piece of a file.
///
/// Lives on one thread at a time; the loader is its own and is never shared.
struct CINCheckPart: @unchecked Sendable {
  private let loader: CINLoader
  private let file: String
  private let rules: [CINRule]
  private let running: [Int]
  private let setting: CINCheckSetting

  private(set) var header = ElementReport()
  private(set) var children = 0
  private(set) var found = CINFindings()
  private(set) var tallies: [CINTally]
  private(set) var texts: [CINSharedTexts]
  private(set) var refusals: [Refusal] = []

  init(file: String, rules: [CINRule], running: [Int], _ setting: CINCheckSetting) {
    loader = CINLoader(file: file)
    self.file = file
    self.rules = rules
    self.running = running
    self.setting = setting
    tallies = rules.map { _ in CINTally() }
    texts = rules.map { _ in CINSharedTexts() }
  }

  /// What was met and not read.
  var report: ElementReport {
    var report = header
    report.merge(loader.report)
    return report
  }

  func code(of rule: Int32) -> String { rules[Int(rule)].card.code }

  /// How many rows of a module the piece has.
  func rows(of module: CINModule) -> Int32 { loader.table(module)?.total ?? 0 }

  mutating func check(_ part: XMLPart) {
    if part.name == "Header" {
      let header = CINHeader(part, file: file, report: &header)
      refusals += header.collection.unreadableDates
      return
    }
    loader.load(part)
    if loader.hasUnreadableDates { refusals += loader.child(at: children + 1).unreadableDates }
    let child = CheckedCINChild(loader, setting: setting)
    found.beginChild()
    for rule in running {
      switch rules[rule].kind {
      case .child(let check):
        found.begin(rule: rule)
        check(child, &found)
      case .whole(let count, _): count(child, &tallies[rule])
      case .unique(let column): collect(column, of: child, rule)
      case .header: break
      }
    }
    children += 1
  }

  private mutating func collect(
    _ column: ChildIdentifiersColumn, of child: CheckedCINChild, _ rule: Int
  ) {
    let text = child.text(column)
    guard text.isGiven, let (table, record) = child.source(.identifiers) else { return }
    let value = table.bytes(row: 0, column: column.rawValue, in: record)
    texts[rule].entries.append(
      CINSharedTexts.Entry(
        text: text, child: Int32(truncatingIfNeeded: children),
        row: Int32(truncatingIfNeeded: table.number(of: 0)),
        line: Int32(truncatingIfNeeded: table.line(of: 0, in: record)),
        value: String(decoding: value, as: UTF8.self), identifier: child.identifier))
  }
}
