public import HTML

/// All rules of the returns by subject, found by code and words.
public struct RulesPage: Sendable {
  /// A rule in the list.
  public struct Entry: Hashable, Sendable {
    public let returnName: String
    public let code: String
    public let subject: String
    public let message: String
    public let years: String

    public init(
      returnName: String, code: String, subject: String, message: String, years: String
    ) {
      self.returnName = returnName
      self.code = code
      self.subject = subject
      self.message = message
      self.years = years
    }
  }

  /// What is asked for, read from the address.
  public struct Question: Hashable, Sendable {
    public let words: String
    public let returnName: String?
    /// The calendar year in which a collection year ends.
    public let year: Int?

    public init(_ query: FormState = FormState()) {
      words = String((query["q"] ?? "").prefix(200))
      returnName = query["return"].flatMap { $0.isEmpty ? nil : $0 }
      year = query["year"].flatMap { Int($0) }
    }
  }

  let question: Question
  let entries: [Entry]
  let years: [(label: String, endYear: Int)]
  let returns: [(name: String, title: String)]

  /// - Parameter entries: What answers the question, subject by subject.
  public init(
    _ question: Question, _ entries: [Entry], years: [(label: String, endYear: Int)],
    returns: [(name: String, title: String)]
  ) {
    self.question = question
    self.entries = entries
    self.years = years
    self.returns = returns
  }

  public func page(in setting: PageSetting) -> Page {
    Page("Rules of the returns", in: setting.frame, section: .findings, width: .full) {
      p(class: "govuk-body") {
        "What each rule says, in our own words. The Department for Education’s own documents were not at hand, so each rule says where its wording comes from."
      }
      Form(asking: .rules, role: "search") {
        div(class: "kith-columns") {
          TextInput(form.field("q", "Code or words", hint: "Such as 356, or placement"))
          Select(
            form.field("year", "Collection year"),
            years.map { Choice(String($0.endYear), $0.label) }, prompt: "Any year")
          if returns.count > 1 {
            Select(
              form.field("return", "Return"), returns.map { Choice($0.name, $0.title) },
              prompt: "Both returns")
          }
        }
        Button("Find rules", preventsDoubleClick: false)
      }
      p(class: "govuk-body", .role("status")) {
        entries.isEmpty ? "No rule matches." : "\(counted(entries.count, "rule"))."
      }
      for subject in subjects {
        h2(class: "govuk-heading-m") { subject.title }
        StackedTable(
          subject.entries, title: subject.title,
          columns: [
            StackedColumn("Rule") { entry in
              a(class: "govuk-link", .href(.rule(entry.code, of: entry.returnName))) { entry.code }
            },
            StackedColumn("What it says") { $0.message },
            StackedColumn("Years") { $0.years },
          ])
      }
    }
  }

  private var form: FormState {
    var form = FormState()
    form["q"] = question.words
    form["year"] = question.year.map(String.init)
    form["return"] = question.returnName
    return form
  }

  private var subjects: [(title: String, entries: [Entry])] {
    var subjects: [(title: String, entries: [Entry])] = []
    for entry in entries {
      if let last = subjects.indices.last, subjects[last].title == entry.subject {
        subjects[last].entries.append(entry)
      } else {
        subjects.append((entry.subject, [entry]))
      }
    }
    return subjects
  }
}
