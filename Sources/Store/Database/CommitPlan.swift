import Access
import CareRecord
import CivilTime

/// A change that was found to hold, with all that writing it needs.
struct PlannedChange {
  let fact: FactID
  let table: FactTable
  let version: Int
  let reason: String?
  /// Nil where the change withdraws the fact.
  let content: Content?
  /// The records that the fact belongs to, and those that it belonged to until now; in the order of
  /// their identifiers.
  let links: [Link]

  struct Content {
    let cells: [Cell]
    let body: [UInt8]
  }

  struct Link {
    let subject: Subject
    let linked: Bool
  }
}

extension CommitWriter {
  /// Checks a commit as a whole, without writing.
  /// - Throws: `CommitRefused`, the gravest reason first: not allowed, conflict, problems.
  mutating func plan(_ commit: Commit) throws -> [PlannedChange] {
    var latest: [LatestVersion?] = []
    var links: [[PlannedChange.Link]] = []
    for change in commit.changes {
      let found = try self.latest(change.fact)
      latest.append(found)
      links.append(try self.links(of: change, after: found))
    }
    let sights = try checkPolicy(commit, links)
    try checkVersions(commit, latest)
    try checkShape(commit, latest, links)
    return try commit.changes.indices.map { index in
      let change = commit.changes[index]
      guard let table = layout.tables[change.kindName] else {
        throw problem(change, "", "Kith has no kind of fact called \(change.kindName).")
      }
      let sight = links[index].compactMap { sights[$0.subject.id] }.first { $0.masksNarrative }
      return PlannedChange(
        fact: change.fact, table: table, version: change.replaces + 1, reason: change.reason,
        content: try content(
          of: change, in: table, commit.origin, latest[index], masked: sight != nil),
        links: links[index])
    }
  }

  // MARK: - Who may

  /// Asks the policy for every record that the commit touches, and says how much of each the person
  /// sees.
  private mutating func checkPolicy(
    _ commit: Commit, _ links: [[PlannedChange.Link]]
  ) throws -> [SubjectID: Sight] {
    var sights: [SubjectID: Sight] = [:]
    for (change, links) in zip(commit.changes, links) {
      for link in links {
        let subject = link.subject
        let sight: Sight
        if let known = sights[subject.id] {
          sight = known
        } else {
          if commit.origin == .entered, commit.author.user != person.user {
            throw CommitRefused.notAllowed(
              subject, "What somebody enters is kept under their own name.")
          }
          sight = try mayWrite(subject, commit.origin)
          sights[subject.id] = sight
        }
        if let zone = layout.tables[change.kindName]?.zone, !sight.zones.contains(zone) {
          throw CommitRefused.notAllowed(
            subject, "Your role does not include this part of the record.")
        }
      }
    }
    return sights
  }

  private mutating func mayWrite(_ subject: Subject, _ origin: Commit.Origin) throws -> Sight {
    var standings = [Standing(sameAuthority: person.authority == layout.authority)]
    let actions: [Action]
    switch origin {
    case .received: actions = [.receive]
    case .entered:
      actions = [.write, .correctReturnFields]
      if let head = try head(of: subject.id) {
        try facts.write()
        standings = try StandingReader(reader: reader).standings(
          of: Subject(head.kind, subject.id), head.factKinds, for: person, today: today)
      } else {
        standings[0].exists = false
      }
    }
    var refusal = "You may not write in this record."
    for action in actions {
      switch Policy.decide(action, by: person, standings: standings, at: now, today: today) {
      case .allowed(let sight, _): return sight
      case .needsReason: refusal = "Give a reason to open this record before you write in it."
      case .refused(let text): refusal = text
      }
    }
    throw CommitRefused.notAllowed(subject, refusal)
  }

  // MARK: - Whether it holds

  private func checkVersions(_ commit: Commit, _ latest: [LatestVersion?]) throws {
    var conflicts: [FactConflict] = []
    for (change, latest) in zip(commit.changes, latest)
    where change.replaces != (latest?.version ?? 0) {
      guard let latest else {
        throw problem(change, "", "This fact is not held, so no version of it can be replaced.")
      }
      let log = LogReader(database: database, layout: layout)
      conflicts.append(
        FactConflict(fact: change.fact, theirs: try log.version(at: latest.position)))
    }
    if !conflicts.isEmpty { throw CommitRefused.conflict(conflicts) }
  }

  private mutating func checkShape(
    _ commit: Commit, _ latest: [LatestVersion?], _ links: [[PlannedChange.Link]]
  ) throws {
    var seen: Set<FactID> = []
    for (index, change) in commit.changes.enumerated() {
      guard seen.insert(change.fact).inserted else {
        throw problem(change, "", "One commit changes this fact twice.")
      }
      guard !change.subjects.isEmpty else {
        throw problem(change, "", "A fact belongs to at least one record.")
      }
      if let latest = latest[index] {
        guard latest.kind == change.kindName else {
          throw problem(change, "", "This fact is of the kind \(latest.kind), and stays so.")
        }
        if case .withdraw = change.body, latest.isWithdrawn {
          throw problem(change, "", "This fact is withdrawn already.")
        }
      } else if case .withdraw = change.body {
        throw problem(change, "", "This fact is not held, so it cannot be withdrawn.")
      }
      if case .withdraw = change.body, commit.origin == .entered, isBlank(change.reason) {
        throw problem(change, "reason", "Say why you withdraw this.")
      }
      for link in links[index] {
        if let head = try head(of: link.subject.id) {
          guard head.kind == link.subject.kind else {
            throw problem(change, "", "This record is of another kind.")
          }
        } else if let gone = try TombstoneTable(database: database, authority: layout.authority)
          .tombstone(of: link.subject.id)
        {
          throw CommitRefused.notAllowed(
            link.subject,
            "This record was destroyed on \(gone.at.inLondon.day.spoken) (certificate "
              + "\(gone.number)). Nothing more can be written in it.")
        }
      }
    }
  }

  /// The records that the fact belongs to from now on, and those that it leaves.
  private mutating func links(
    of change: Change, after latest: LatestVersion?
  ) throws -> [PlannedChange.Link] {
    var links: [SubjectID: PlannedChange.Link] = [:]
    if let latest {
      for record in try records(of: change.fact, latest) {
        guard let head = try head(of: record) else { continue }
        links[record] = PlannedChange.Link(subject: Subject(head.kind, record), linked: false)
      }
    }
    for subject in change.subjects {
      links[subject.id] = PlannedChange.Link(subject: subject, linked: true)
    }
    return links.values.sorted { $0.subject.id < $1.subject.id }
  }

  // MARK: - What is kept

  private func content(
    of change: Change, in table: FactTable, _ origin: Commit.Origin, _ latest: LatestVersion?,
    masked: Bool
  ) throws -> PlannedChange.Content? {
    guard case .put(let fact) = change.body else { return nil }
    return try content(fact, of: change, in: table, origin, latest, masked: masked)
  }

  private func content<F: Fact>(
    _ given: F, of change: Change, in table: FactTable, _ origin: Commit.Origin,
    _ latest: LatestVersion?, masked: Bool
  ) throws -> PlannedChange.Content {
    var fact = given
    if masked, let latest {
      // Who sees a mask in the place of a text must not write the mask over the text.
      let log = LogReader(database: database, layout: layout)
      if let held = try log.version(at: latest.position).fact as? F {
        for field in F.fields where field.about.type == .narrative {
          _ = field.write(&fact, field.read(held))
        }
      }
    }
    let cells = fact.cells
    var problems: [FieldProblem] = []
    for (index, cell) in cells.enumerated() where cell.isDayOutsideCalendar {
      problems.append(
        FieldProblem(table.fields[index].name, "Enter a date in a year from 1 to 9999."))
    }
    if origin == .entered {
      problems += fact.allProblems()
      if masked, latest != nil, isBlank(change.reason) {
        problems.append(FieldProblem("reason", "Say why you correct this."))
      }
    }
    guard problems.isEmpty else {
      throw CommitRefused.problems(change.fact, kind: F.kind.name, problems)
    }
    return PlannedChange.Content(cells: cells, body: FactBody.json(cells, of: table.fields))
  }

  private func problem(_ change: Change, _ field: String, _ message: String) -> CommitRefused {
    .problems(change.fact, kind: change.kindName, [FieldProblem(field, message)])
  }
}

private func isBlank(_ text: String?) -> Bool {
  text?.allSatisfy(\.isWhitespace) ?? true
}

extension Cell {
  /// No reader would take back the text of such a day.
  fileprivate var isDayOutsideCalendar: Bool {
    guard case .day(let day) = self else { return false }
    return !(Day.firstOfCalendar...Day.lastOfCalendar).contains(day)
  }
}

extension Day {
  fileprivate static let firstOfCalendar = Day(ordinal: -719_162)
  fileprivate static let lastOfCalendar = Day(ordinal: 2_932_896)
}
