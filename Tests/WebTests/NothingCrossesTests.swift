import Access
import CareRecord
import CaseworkPages
import CivilTime
import Exchange
import Foundation
import HTML
import HTTPTypes
import Logging
import Returns
import Simulation
import Store
import Testing

@testable import Web

/// What people of an authority see in a shared database is, byte for byte, what they would see if
/// their authority were alone in a database of its own: every page, list, count, search hit, export and
/// error, asked for in turns with those of the other.
@Suite struct NothingCrossesTests {
  @Test(arguments: WebDatabase.Kind.allCases)
  func each_sees_what_it_would_see_alone(_ kind: WebDatabase.Kind) async throws {
    let today = TestClock().now.inLondon.day
    let alike = try LookAlikes(children: 14, seed: 20_261_122, today: today)
    let log = CollectedLog()
    let logger = Logger(label: "test") { _ in log }
    let together = try await transcripts(alike, LookAlikes.authorities, kind, logger)
    for authority in LookAlikes.authorities {
      let alone = try await transcripts(alike, [authority], kind, .ofTests)
      let (seen, expected) = (together[authority] ?? [], alone[authority] ?? [])
      #expect(seen.count > 400 && seen.count == expected.count)
      for (one, other) in zip(seen, expected).filter({ $0 != $1 }).prefix(5) {
        Issue.record("\(authority) sees something else than alone: \(one.difference(from: other))")
      }
      let foreign = LookAlikes.marks.filter { $0.key != authority }.map(\.value)
      for entry in seen {
        for mark in foreign where entry.holds(mark) {
          // A search page says what was searched for.
          let isEcho = entry.asked.contains(mark)
          #expect(isEcho, "\(authority) is shown \(mark) by \(entry.asked)")
        }
      }
      let own = try #require(LookAlikes.marks[authority])
      #expect(seen.contains { $0.holds(own) })
    }
    #expect(log.lines.count > 800)
    for line in log.lines {
      for word in LookAlikes.marks.values { #expect(!line.contains(word), "\(line)") }
    }
  }

  // MARK: - What is asked, and what comes

  struct Entry: Equatable {
    let asked: String
    let status: Int
    let headers: [String?]
    let body: Data

    func holds(_ mark: String) -> Bool { body.range(of: Data(mark.utf8)) != nil }

    func difference(from other: Entry) -> String {
      let place = zip(body, other.body).enumerated().first { $1.0 != $1.1 }?.offset
      let start = max(0, (place ?? min(body.count, other.body.count)) - 150)
      func part(_ data: Data) -> String {
        String(decoding: data.dropFirst(start).prefix(300), as: UTF8.self)
      }
      return "\(asked): \(status) \(headers), alone \(other.status) \(other.headers)\n"
        + "\(part(body))\nalone\n\(part(other.body))"
    }
  }

  /// What people of these authorities see in one database, the authorities taking turns.
  private func transcripts(
    _ alike: LookAlikes, _ authorities: [Authority], _ kind: WebDatabase.Kind, _ logger: Logger
  ) async throws -> [Authority: [Entry]] {
    try await kind.with { database in
      let site = try await SharedSite(database, of: authorities)
      for authority in authorities { try await alike.fill(site, of: authority) }
      let door = try site.door(logger: logger)
      var visitors: [Visitors] = []
      for authority in authorities {
        let own = Visitors(
          authority, alike, try site.addresses(), isOneOfSeveral: authorities.count > 1)
        try await own.arrive(at: door, of: site)
        visitors.append(own)
      }
      let steps = visitors.map(\.count).max() ?? 0
      for step in 0..<steps {
        for one in visitors { try await one.ask(step) }
      }
      for one in visitors { try await one.export(from: site) }
      if visitors.count == 2 { try await visitors[0].tryToken(of: visitors[1]) }
      let figures = try await TestClient(door, of: site, peer: "127.0.0.1").get("/metrics").text
      for mark in LookAlikes.marks.values { #expect(!figures.contains(mark)) }
      try await site.close()
      return Dictionary(uniqueKeysWithValues: visitors.map { ($0.authority, $0.seen) })
    }
  }
}

/// The people of one authority, and everything that they ask for.
private final class Visitors {
  typealias Entry = NothingCrossesTests.Entry

  let authority: Authority
  private(set) var seen: [Entry] = []
  private let alike: LookAlikes
  private let isOneOfSeveral: Bool
  private let known: Set<[UInt8]>
  private let queries: [String: [String]]
  private var clients: [TestClient] = []
  private var tokens: [String] = []
  private var questions: [(client: Int, method: HTTPRequest.Method, path: String)] = []

  var count: Int { questions.count }

  init(
    _ authority: Authority, _ alike: LookAlikes, _ addresses: [(method: String, path: String)],
    isOneOfSeveral: Bool
  ) {
    self.authority = authority
    self.alike = alike
    self.isOneOfSeveral = isOneOfSeveral
    known = Set(alike.identifiers.map { Array($0.utf8) })
    queries = Visitors.queries(of: alike)
    var random = SeededRandom(seed: UInt64(authority.number))
    let pages = addresses.filter { $0.method == "GET" && !Self.elsewhere.contains($0.path) }
      .flatMap { concrete($0.path) }
    let forms = addresses.filter { $0.method == "POST" && !Self.elsewhere.contains($0.path) }
      .flatMap { concrete($0.path).prefix(2) }
    for client in 0..<4 {
      // The social worker and the data officer see most; of the others' pages some.
      let own = client < 2 ? pages : pages.filter { _ in random.below(4) == 0 }
      questions += own.map { (client, .get, $0) }
    }
    for client in 0..<2 { questions += forms.map { (client, .post, $0) } }
    questions += ["/", "/children", "/drafts", "/nowhere"].map { (0, .get, $0) }
  }

  /// What is the process's or the sessions' own, and what goes on after it was answered: that is asked
  /// for by `arrive` or has tests of its own.
  private static let elsewhere: Set<String> = [
    "/health", "/ready", "/metrics", "/sign-in", "/sign-out", "/assets/:file",
    "/imports/:id/confirm", "/jobs/:id/cancel", "/reference",
  ]

  /// Signs everybody in; the data officer sends files, the social worker has begun to write.
  func arrive(at door: FrontDoor, of site: SharedSite) async throws {
    for person in alike.people(of: authority) {
      let client = TestClient(door, of: site)
      if isOneOfSeveral { _ = try await client.get("/?authority=\(authority)") }
      try #require(try await client.signIn(person.user).status == 303)
      clients.append(client)
      let drafts = try await client.get("/drafts")
      tokens.append(
        try #require(drafts.forms.first?.fields.first { $0.name == FormToken.field }?.value))
    }
    let mark = try #require(LookAlikes.marks[authority])
    for number in 1...(authority == LookAlikes.authorities[0] ? 2 : 1) {
      let sent = try await clients[1].send(
        files: [
          ("header.csv", ImportRouteTests.header + "\(mark),2,23/06/2010,WBRI,UN\(number),,\n"),
          ("episodes.csv", ImportRouteTests.episodes),
        ], field: ImportUploadPage.filesField, to: "/imports/new",
        on: try await clients[1].get("/imports/new"), ["return": "guess", "year": "2025"])
      let page = try #require(sent.location, "\(sent.text)")
      while try await clients[1].get(page).headers[.refresh] != nil {
        try await Task.sleep(for: .milliseconds(10))
      }
    }
    _ = try await clients[0].post(
      "/drafts",
      [
        .init(FormToken.field, tokens[0]), .init(Writing.key, "note/1"),
        .init(Writing.page, "/drafts"), .init(Writing.title, "About \(mark)"),
        .init("note", "\(mark) said so."),
      ])
  }

  func ask(_ step: Int) async throws {
    guard questions.indices.contains(step) else { return }
    let (client, method, path) = questions[step]
    let answer =
      method == .get
      ? try await clients[client].get(path)
      : try await clients[client].post(
        path,
        [
          .init(FormToken.field, tokens[client]), .init("reason", "Duty call"),
          .init(Writing.key, "other/1"), .init(Writing.page, "/drafts"),
        ])
    seen.append(
      Entry(
        asked: "\(method) \(path) by \(client)", status: answer.status,
        headers: [
          answer.location.map { plain(Array($0.utf8)) }.map { String(decoding: $0, as: UTF8.self) },
          answer.headers[.contentType], answer.headers[.contentDisposition],
        ], body: plain(answer.bytes)))
  }

  /// What no page shows: the returns, the log, the open cases of an emergency pack.
  func export(from site: SharedSite) async throws {
    let store = try #require(site.stores[authority])
    let officer = alike.people(of: authority)[1]
    let export = ReturnExport(from: store, by: officer, at: site.clock.now)
    for year in [CollectionYear.ending(2025), .ending(2026)] {
      for written in [
        try await export.ssda903(year), try await export.ssda903XML(year),
        try await export.cin(year, release: "test"),
      ] {
        for file in written.files { add("export \(file.name)", file.bytes) }
        add("notes of an export", Array(written.notes.map { $0.description }.joined().utf8))
      }
    }
    let reading = Reading(
      by: officer, at: site.clock.now, today: site.clock.now.inLondon.day, purpose: "test")
    let pack = try await store.emergencyRecords(for: reading)
    add("open cases", Array("\(pack.children.map(\.subject.id.text))".utf8))
    for child in alike.facts.keys.sorted(by: { $0.id < $1.id }) {
      let readers = (try? await store.readers(of: child, for: reading)) ?? []
      add("readers", Array("\(readers.map { [$0.person, $0.purpose, "\($0.at)"] })".utf8))
    }
    let report = try await store.verify()
    #expect(report.findings.isEmpty)
    add("audit", Array("\([report.entries, report.links, report.reads, report.rows])".utf8))
  }

  /// A form with the token of the other authority's session is not taken.
  func tryToken(of other: Visitors) async throws {
    let answer = try await clients[0].post(
      "/drafts",
      [
        .init(FormToken.field, other.tokens[0]), .init(Writing.key, "note/2"),
        .init(Writing.page, "/drafts"), .init("note", "Something long enough to be kept"),
      ], headers: [.origin: "http://kith.test"])
    #expect(answer.status == 409)
  }

  private func add(_ asked: String, _ bytes: [UInt8]) {
    seen.append(Entry(asked: asked, status: 200, headers: [], body: Data(bytes)))
  }

  // MARK: - Addresses

  /// Addresses that a pattern stands for: of what is one's own, of what only the other has, of what
  /// nobody has.
  private func concrete(_ pattern: String) -> [String] {
    var all = [""]
    var child: Subject?
    for part in pattern.split(separator: "/") {
      guard part.hasPrefix(":") else {
        all = all.map { $0 + "/" + part }
        continue
      }
      all = all.flatMap { start in
        if part != ":child" { child = alike.facts.keys.first { start.contains($0.id.text) } }
        return values(of: String(part.dropFirst()), in: pattern, child).map { start + "/" + $0 }
      }
    }
    let own = all.map { $0.isEmpty ? "/" : $0 }
    return own.flatMap { path in (queries[pattern] ?? [""]).map { path + $0 } }
  }

  private func values(of name: String, in pattern: String, _ child: Subject?) -> [String] {
    switch name {
    case "child":
      let own = alike.children(of: authority).prefix(2)
      let others = LookAlikes.authorities.filter { $0 != authority }
        .flatMap { alike.children(of: $0) }.filter { !alike.children(of: authority).contains($0) }
      return own.map(\.id.text) + [others.last?.id.text ?? "", "0000000000007"]
    case "fact", "note", "visit":
      guard let child else { return [] }
      let facts = alike.facts[child, default: []].map(\.fact.text)
      return [LookAlikes.note(of: child).text] + [facts.first, facts.last].compactMap { $0 }
    case "id", "number": return ["1", "2", "3"]
    case "format": return ["html", "csv", "json"]
    case "file": return ["episodes-refused.csv", "header-refused.csv"]
    case "return": return ["ssda903"]
    case "code": return ["101", "392c"]
    case "indicator": return ["claRate", "cinRate", "longCpPlans", "over20Miles"]
    case "item":
      return [
        "0000000000007", "0000000000008", "0000000000009", "000000000000a", "000000000000b",
        "fgc-trial",
      ]
    case "prompt": return ["st1"]
    default:
      Issue.record("Say here what :\(name) of \(pattern) may stand for.")
      return []
    }
  }

  private static func queries(of alike: LookAlikes) -> [String: [String]] {
    let records = alike.made.families.prefix(3).flatMap(\.childRecords)
    let identities = records.compactMap(\.identity)
    let words =
      identities.flatMap { [$0.givenNames, $0.familyName, $0.birthDate?.spoken ?? ""] }
      + ["ZZ1 1AA"] + Array(LookAlikes.marks.values).sorted()
    let searches = Set(words).sorted().prefix(24).map { Link("search").setting("q", $0).text }
    return [
      "/search": [""] + searches.map { String($0.dropFirst("/search".count)) },
      "/children": [
        "", "?sort=status", "?sort=daysOpen&direction=descending", "?page=2", "?age=0",
      ],
      "/children.csv": ["", "?sort=worker"],
      "/outcomes/:indicator/children": ["", "?at=2025-03-31", "?at=2025-03-31&of=all"],
      "/outcomes/:indicator/children.csv": ["?at=2025-03-31"],
      "/findings": ["", "?view=child", "?view=worker", "?view=team", "?view=list"],
      "/children/:child": ["", "?known=2025-06-02"],
      "/children/:child/details": ["", "?show-protected=yes"],
      "/children/:child/chronology": ["", "?known=2025-06-02"],
    ]
  }

  // MARK: - Bodies

  /// Without what is drawn or measured anew each time: tokens, references, identifiers of forms not
  /// yet sent, how long a check took.
  private func plain(_ bytes: [UInt8]) -> Data {
    var out = Data(capacity: bytes.count)
    let (reference, elapsed) = (Array("eference: ".utf8), Array("elapsedSeconds".utf8))
    var index = 0
    while index < bytes.count {
      let start = index
      while index < bytes.count, bytes[index].isLetterOrDigit { index += 1 }
      let run = bytes[start..<index]
      switch run.count {
      case 64: out.append(contentsOf: "TOKEN".utf8)
      case 13 where !known.contains(Array(run)): out.append(contentsOf: "IDENTIFIER".utf8)
      case 4 where out.suffix(reference.count) == Data(reference):
        out.append(contentsOf: "REFERENCE".utf8)
        index += 5
      case elapsed.count where run.elementsEqual(elapsed):
        while index < bytes.count, bytes[index] != UInt8(ascii: ",") { index += 1 }
      default: out.append(contentsOf: run)
      }
      if index < bytes.count, !bytes[index].isLetterOrDigit {
        out.append(bytes[index])
        index += 1
      }
    }
    return out
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
  }
}
