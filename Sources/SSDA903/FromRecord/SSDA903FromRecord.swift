public import CareRecord
import CivilTime
public import Returns

/// The rows of a return that a child's facts give.
public enum SSDA903FromRecord {
  /// The rows to send for a collection year: what the facts derive, and in its place what was
  /// received, where the facts have not been mended since.
  public static func rows(of record: ChildRecord, in year: CollectionYear) -> SSDA903Child {
    var rows = derived(from: record, in: year)
    ReceivedRows.restore(into: &rows, from: record, in: year)
    return rows
  }

  /// The rows that the facts alone derive.
  public static func derived(from record: ChildRecord, in year: CollectionYear) -> SSDA903Child {
    let child = Deriving(record: record, year: year)
    var rows = SSDA903Child(id: child.child ?? "")
    rows.episodes = Episodes.all(of: record).compactMap { child.row($0) }
    rows.oc2 = child.health()
    rows.oc3 = child.careLeaver()
    rows.ad1 = child.adoption()
    // The other tables are of children looked after at some time in the year (return guide, section
    // 1): a child in need has a social worker too, and may be missing.
    if !rows.episodes.isEmpty {
      rows.reviews = child.reviews()
      rows.uasc = child.unaccompanied()
      rows.placedAdoption = child.adoptionDecisions()
      rows.prevPerm = child.previousPermanence()
      rows.missing = child.missing()
      if year.endYear >= 2024 { rows.swEpisodes = child.socialWorkers() }
      if year.endYear >= 2027 { rows.dolo = child.deprivationsOfLiberty() }
    }
    let isReturned = ChildTables.all.contains { !$0.entries(in: rows).isEmpty }
    rows.header = isReturned ? [child.header(isInCare: !rows.episodes.isEmpty)] : []
    return rows
  }
}

/// What every table of one child needs, worked out once.
struct Deriving {
  let record: ChildRecord
  let year: CollectionYear
  let child: String?
  let birth: String?
  let identity: PersonIdentity

  init(record: ChildRecord, year: CollectionYear) {
    self.record = record
    self.year = year
    identity = (record.identity ?? PersonIdentity()).known(on: year.end)
    child = record.identifier(.laChildID)
    birth = identity.birthDate?.british
  }

  /// Whether a span has at least a day in the year.
  func touches(_ from: Day, _ to: Day?) -> Bool {
    from <= year.end && (to.map { $0 >= year.start } ?? true)
  }

  /// The end as the year's return could know it: nothing that happened after 31 March.
  func known(_ end: Day?) -> Day? { end.flatMap { $0 <= year.end ? $0 : nil } }

  /// Whether she is a mother is asked of those looked after in the year, and of no care leaver (rule
  /// 628).
  func header(isInCare: Bool) -> Row<HeaderColumn> {
    let motherhood = isInCare ? record[Motherhood.self].last?.fact : nil
    return [
      .CHILD: child, .SEX: SexCode.written(identity.sex, in: year), .DOB: birth,
      .ETHNIC: identity.ethnicity?.text,
      .UPN: record.identifier(.upn, on: year.end) ?? record.identifier(.upnUnknown, on: year.end),
      .MOTHER: motherhood?.isMother.map(flag), .MC_DOB: motherhood?.childBorn?.british,
    ]
  }

  func reviews() -> [Row<ReviewColumn>] {
    record[LookedAfterReview.self].filter { year.contains($0.on) }.map {
      [.CHILD: child, .DOB: birth, .REVIEW: $0.on.british, .REVIEW_CODE: $0.participation?.text]
    }
  }

  func unaccompanied() -> [Row<UASCColumn>] {
    record[UnaccompaniedStatus.self].suffix(1)
      .filter { touches($0.since ?? year.start, $0.ceases) }
      .map {
        [
          .CHILD: child, .SEX: SexCode.written(identity.sex, in: year), .DOB: birth,
          .DUC: $0.ceases.map { ceased($0).british },
        ]
      }
  }

  /// When the status of a child alone ceases, as the year's return could know it: until it has ceased,
  /// that is foreseen for the 18th birthday (rule 205B).
  private func ceased(_ day: Day) -> Day {
    day <= year.end ? day : identity.birthDate?.adding(years: 18) ?? day
  }

  /// The four kinds of yearly answer stand in one row.
  func health() -> [Row<OC2Column>] {
    guard let health = record[ReportedHealth.self].last(where: { $0.year == year.endYear })
    else { return [] }
    let score = record[StrengthsAndDifficultiesScore.self].last { $0.year == year.endYear }?.fact
    let conviction = record[ReportedConviction.self].last { $0.year == year.endYear }?.fact
    let misuse = record[ReportedSubstanceMisuse.self].last { $0.year == year.endYear }?.fact
    return [
      [
        .CHILD: child, .DOB: birth, .SDQ_SCORE: score?.score.map(String.init),
        .SDQ_REASON: score?.reasonNone?.text, .CONVICTED: conviction.map { flag($0.convicted) },
        .HEALTH_CHECK: health.healthCheck.map(flag), .IMMUNISATIONS: health.immunisations.map(flag),
        .TEETH_CHECK: health.teethCheck.map(flag),
        .HEALTH_ASSESSMENT: health.healthAssessment.map(flag),
        .SUBSTANCE_MISUSE: misuse?.problem.map(flag),
        .INTERVENTION_RECEIVED: misuse?.interventionReceived.map(flag),
        .INTERVENTION_OFFERED: misuse?.interventionOffered.map(flag),
      ]
    ]
  }

  func careLeaver() -> [Row<OC3Column>] {
    record[CareLeaverContact.self].filter { $0.year == year.endYear }.map {
      [
        .CHILD: child, .DOB: birth, .IN_TOUCH: $0.inTouch?.text, .ACTIV: $0.activity?.text,
        .ACCOM: $0.accommodation?.text,
      ]
    }
  }

  func adoption() -> [Row<AD1Column>] {
    record[Adoption.self].filter { $0.year == year.endYear }.map {
      [
        .CHILD: child, .DOB: birth, .DATE_INT: $0.decided?.british,
        .DATE_MATCH: $0.matched?.british, .FOSTER_CARE: $0.byFosterCarer?.text,
        .NB_ADOPTR: $0.adopters?.text, .SEX_ADOPTR: $0.adoptersSex?.text,
        .LS_ADOPTR: $0.adoptersLegalStatus?.text,
      ]
    }
  }

  func adoptionDecisions() -> [Row<PlacedAdoptionColumn>] {
    record[AdoptionDecision.self].filter { touches($0.decided, $0.reversed) }.map {
      let reversed = known($0.reversed)
      return [
        .CHILD: child, .DOB: birth, .DATE_PLACED: $0.decided.british,
        .DATE_PLACED_CEASED: reversed?.british,
        .REASON_PLACED_CEASED: $0.reversed == reversed ? $0.reasonReversed?.text : nil,
      ]
    }
  }

  func previousPermanence() -> [Row<PrevPermColumn>] {
    record[PreviousPermanence.self].map {
      [
        .CHILD: child, .DOB: birth, .PREV_PERM: $0.order?.text, .LA_PERM: $0.authority?.text,
        .DATE_PERM: $0.date?.text,
      ]
    }
  }

  func missing() -> [Row<MissingColumn>] {
    record[MissingEpisode.self].filter { touches($0.from, $0.to) }.map {
      [
        .CHILD: child, .DOB: birth, .MISSING: $0.type?.text, .MIS_START: $0.from.british,
        .MIS_END: known($0.to)?.british,
      ]
    }
  }

  func socialWorkers() -> [Row<SWEpisodeColumn>] {
    record[Allocation.self]
      .filter {
        guard !$0.workerNumber.isEmpty, let from = $0.from else { return false }
        return touches(from.earliest ?? year.start, $0.to?.latest)
      }
      .map {
        let end = $0.to.flatMap { ($0.earliest ?? year.start) <= year.end ? $0.text : nil }
        return [
          .CHILD: child, .DOB: birth, .SW_ID: $0.workerNumber, .SW_DECOM: $0.from?.text,
          .SW_DEC: end, .SW_REASON: $0.reason?.text,
        ]
      }
  }

  func deprivationsOfLiberty() -> [Row<DoLoColumn>] {
    record[DeprivationOfLiberty.self].filter { touches($0.from, $0.to) }.map {
      [
        .CHILD: child, .DOB: birth, .DOLO_START: $0.from.british,
        .DOLO_END: known($0.to)?.british,
      ]
    }
  }

  private func flag(_ value: Bool) -> String { value ? "1" : "0" }
}
