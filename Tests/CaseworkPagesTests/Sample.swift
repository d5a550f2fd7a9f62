import Access
import CareRecord
import CaseworkPages
import CivilTime
import CodeSets
import HTML
import Store
import Testing

/// Made-up children, a made-up reader and the moment at which they are read.
struct Sample {
  let setting: PageSetting
  let today = day("2026-11-21")
  var record = ChildRecord(.child(SubjectID(raw: 1_000_001)))
  private var nextFact: Int64 = 5_000

  init(role: Role = .socialWorker) throws {
    let codes = try CodeSets.standard()
    setting = PageSetting(
      person: Person(
        user: "sam.okoro", name: "Sam Okoro", authority: try #require(Authority(number: 901)),
        roles: [role], team: "Hillside"),
      at: try #require(Instant(london: day("2026-11-21"), hour: 10, minute: 5)),
      frame: PageFrame(
        council: "Exampleshire Council",
        navigation: [
          NavigationItem("Children", "/children"), NavigationItem("Search", "/search"),
          NavigationItem("Imports", "/imports"),
        ]), token: FormToken("token"), codes: codes, workingDays: try .england())
  }

  @discardableResult
  mutating func hold<F: Fact>(
    _ type: F.Type, version: Int = 1, known: Instant? = nil, id: FactID? = nil,
    _ fill: (inout F) -> Void
  ) -> FactID {
    var fact = F()
    fill(&fact)
    nextFact += 1
    let id = id ?? FactID(raw: nextFact)
    let known =
      known
      ?? fact.occurred.flatMap { Instant(london: $0.from, hour: 16, minute: 30) } ?? setting.at
    record[type].append(Held(id: id, version: version, known: known, fact))
    return id
  }

  mutating func born(_ text: String = "2022-03-04", named name: String = "Ada Example") {
    let parts = name.split(separator: " ").map(String.init)
    hold(PersonIdentity.self) {
      $0.givenNames = parts.first ?? ""
      $0.familyName = parts.last ?? ""
      $0.birthDate = day(text)
    }
    hold(PersonIdentifier.self) {
      $0.scheme = .laChildID
      $0.value = "C1001"
    }
  }

  func seen(_ sight: Sight = .everything, _ ground: Ground = .allocation) -> SeenRecord {
    SeenRecord(record: record.seen(with: sight), sight: sight, ground: ground)
  }

  func headline(
    _ raw: Int64, _ name: String, born: String? = "2018-05-06", expected: String? = nil,
    status: ChildStatus = .protectionPlan
  ) -> ChildHeadline {
    ChildHeadline(
      subject: .child(SubjectID(raw: raw)), name: name, laChildID: "C\(raw)",
      birthDate: born.map(day), expectedBirthDate: expected.map(day), status: status,
      statusFrom: day("2026-09-01"), placement: nil, worker: "Sam Okoro", team: "Hillside",
      hasAlert: false)
  }
}

func day(_ text: String) -> Day { Day(iso: text) ?? .unset }

/// A moment in London.
func moment(_ date: String, _ hour: Int = 12, _ minute: Int = 0) -> Instant {
  Instant(london: day(date), hour: hour, minute: minute) ?? Instant(milliseconds: 0)
}

extension Page {
  /// The HTML of the page.
  var text: String { markup.description }

  /// What is read on it: without tags, with single spaces.
  var words: String {
    wordsRead(in: text).replacing(" .", with: ".").replacing(" ,", with: ",")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }
}

/// What is read in HTML: without tags, with single spaces.
func wordsRead(in html: some StringProtocol) -> String {
  var words = ""
  var isTag = false
  for character in html {
    if character == "<" {
      isTag = true
      words += " "
    } else if character == ">" {
      isTag = false
    } else if !isTag {
      words.append(character)
    }
  }
  return words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
