import CareRecord
import CaseworkPages
import Checking
import CivilTime
import HTML
import Hummingbird
import Returns
import Store

/// The pages of a child's record, as it is and as it was known on a past day.
struct RecordRoutes {
  let casework: Casework

  func add(to routes: Routes) {
    OpenRoutes(casework: casework).add(to: routes)
    page("", of: .overview, on: routes) { [casework] seen, family, request, day, setting in
      let rules = casework.rules(for: request.person)
      return RecordOverview(
        seen, family: try await family().brothersAndSisters,
        findings: rules.findings(in: seen.record, on: day ?? request.today).count, knownOn: day,
        in: setting
      ).page(in: setting)
    }
    page("/returns", of: .returns, on: routes) { [casework] seen, _, request, day, setting in
      let rules = casework.rules(for: request.person)
      let checks = rules.checks(on: day ?? request.today)
      return RecordReturns(
        seen, findings: rules.lines(rules.findings(in: seen.record, on: day ?? request.today)),
        years: checks.map(\.year.description), undecided: rules.undecided(in: checks),
        knownOn: day, in: setting
      ).page(in: setting)
    }
    page("/timeline", of: .timeline, on: routes) { seen, _, _, day, setting in
      RecordTimeline(seen, knownOn: day, in: setting).page(in: setting)
    }
    page("/chronology", of: .chronology, on: routes) { seen, _, request, day, setting in
      RecordChronology(
        seen, question: ChronologyQuestion(request.query.state), knownOn: day, in: setting
      ).page(in: setting)
    }
    page("/family", of: .family, on: routes) { seen, family, _, day, setting in
      let family = try await family()
      return RecordFamily(
        seen, members: family.members, headlines: family.children,
        adults: try await family.adults(), knownOn: day, in: setting
      ).page(in: setting)
    }
    page("/details", of: .details, on: routes) { seen, _, request, day, setting in
      RecordDetails(
        seen, showsProtected: request.showsProtected, knownOn: day, in: setting
      ).page(in: setting)
    }
    routes.getOfRecord("/facts/:fact") { request, child in try await fact(request, child) }
    routes.getOfRecord("/as-known") { request, child in try await asKnown(request, child) }
  }

  private typealias Shaping =
    @Sendable (
      SeenRecord, @Sendable () async throws -> Family, PageRequest, Day?, PageSetting
    ) async throws -> Page

  private func page(
    _ path: String, of part: RecordPart, on routes: Routes, _ shape: @escaping Shaping
  ) {
    routes.getOfRecord(path) { [casework] request, child in
      guard let day = request.knownOn else { return .seeOther(.asKnown(child)) }
      let seen = try await casework.record(of: child, knownOn: day.past, for: request, part)
      let family: @Sendable () async throws -> Family = {
        try await Family(of: seen.record, knownOn: day.past, for: request, in: casework.records)
      }
      let setting = casework.setting(of: request)
      return .page(try await shape(seen, family, request, day.past, setting))
    }
  }

  private func fact(_ request: PageRequest, _ child: Subject) async throws -> Response {
    guard let day = request.knownOn else { return .seeOther(.asKnown(child)) }
    let id: FactID = try request.identifier("fact")
    let seen = try await casework.record(of: child, knownOn: day.past, for: request, nil)
    let history = try await casework.records.history(
      of: id, of: child, for: request.reading("history of a fact"))
    let setting = casework.setting(of: request)
    guard
      let page = FactPage(
        id, history: history, of: seen, asking: request.query.state,
        showsProtected: request.showsProtected, knownOn: day.past, in: setting)
    else { throw Failure.notFound }
    return .page(page.page(in: setting))
  }

  private func asKnown(_ request: PageRequest, _ child: Subject) async throws -> Response {
    let seen = try await casework.record(of: child, knownOn: nil, for: request, nil)
    let setting = casework.setting(of: request)
    let head = RecordHead(seen, in: setting)
    guard !request.query.items.isEmpty else {
      return .page(AsKnownPage(head).page(in: setting))
    }
    let asked = AsKnown.day(askedIn: request.query.state, today: request.today)
    guard let day = asked.day else {
      return .page(AsKnownPage(head, form: asked.form).page(in: setting), .unprocessableContent)
    }
    return .seeOther(.record(of: child, .overview, knownOn: day))
  }
}

/// Which day's knowledge an address asks for.
struct KnownOn {
  /// Nil for what is known now.
  let past: Day?
}

extension PageRequest {
  /// Nil where the address names something that is no past day: then no record is shown under it.
  var knownOn: KnownOn? {
    guard let text = query[AsKnown.name] else { return KnownOn(past: nil) }
    return AsKnown.day(in: text, today: today).map(KnownOn.init)
  }

  /// Whether the reader asked to see protected addresses.
  var showsProtected: Bool { query[RecordDetails.showProtected] == "yes" }
}

extension Casework {
  /// A record, as it is or as it was known when a past day ended.
  func record(
    of child: Subject, knownOn day: Day?, for request: PageRequest, _ part: RecordPart?
  ) async throws -> SeenRecord {
    let reading = request.reading(part.map { "record: \($0.rawValue)" } ?? "record")
    guard let moment = day.flatMap(AsKnown.instant(endOf:)) else {
      return try await records.record(of: child, for: reading)
    }
    return try await records.record(of: child, asKnownAt: moment, for: reading)
  }
}
