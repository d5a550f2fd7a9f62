public import CareRecord
import CivilTime
public import Returns

/// Takes one child's rows of a year apart into facts.
///
/// The rows are laid over what the record already gives: the same rows twice change nothing, and a
/// later year carries on where the earlier one ended. What the facts then do not derive exactly is
/// kept as it was received.
public struct SSDA903IntoFacts: Sendable {
  let turn: ReturnInTurn

  /// - Parameter years: the collection years of which the record already holds the return
  public init(year: CollectionYear, years: [CollectionYear]) {
    turn = ReturnInTurn(of: year, among: years)
  }

  var year: CollectionYear { turn.year }
  var isOverruled: Bool { turn.isOverruled }

  /// Brings a record in line with a child's rows.
  /// - Returns: the rows that the facts do not derive exactly, to be explained
  @discardableResult
  public func apply(_ rows: SSDA903Child, to edit: inout RecordEdit) -> [ReceivedRow] {
    if SSDA903FromRecord.rows(of: edit.record, in: year).hasSameRows(as: rows) {
      return edit.record.receivedRows(
        ofReturn: ReceivedRows.returnName, endingIn: year.endYear)
    }
    let before = turn.otherYears.map { earlier in
      (earlier, SSDA903FromRecord.rows(of: edit.record, in: earlier))
    }
    identity(rows, &edit)
    care(rows.episodes, &edit)
    reviews(rows, &edit)
    answers(rows, &edit)
    permanence(rows, &edit)
    spans(rows, &edit)
    for (earlier, given) in before { keepDifferences(from: given, in: earlier, &edit) }
    return keepDifferences(from: rows, in: year, &edit)
  }

  /// Brings a record in line with mended rows of a return of which the record holds the others.
  ///
  /// - Returns: the rows that the facts do not derive exactly, to be explained
  @discardableResult
  public func add(_ mended: SSDA903Child, to edit: inout RecordEdit) -> [ReceivedRow] {
    apply(mended.laid(over: SSDA903FromRecord.rows(of: edit.record, in: year)), to: &edit)
  }

  @discardableResult
  private func keepDifferences(
    from received: SSDA903Child, in year: CollectionYear, _ edit: inout RecordEdit
  ) -> [ReceivedRow] {
    let differences = ReceivedRows.differences(
      received: received, derived: SSDA903FromRecord.derived(from: edit.record, in: year), in: year)
    edit.keep(differences, ofReturn: ReceivedRows.returnName, endingIn: year.endYear)
    return differences
  }

  // MARK: - Who the child is

  private func identity(_ rows: SSDA903Child, _ edit: inout RecordEdit) {
    guard let header = rows.header.first else { return }
    var identity = PersonIdentity()
    identity.birthDate = header.day(.DOB)
    identity.sex = SexCode.read(header[.SEX])
    identity.ethnicity = header[.ETHNIC].map { Code($0) }
    let overruled = isOverruled
    edit.put(identity, inPlaceOf: { _ in true }) { held, received in
      var merged = held
      if held.birthDate == nil || !overruled {
        merged.birthDate = received.birthDate ?? held.birthDate
      }
      if held.sex == nil || !overruled { merged.sex = received.sex ?? held.sex }
      if held.ethnicity == nil || !overruled {
        merged.ethnicity = received.ethnicity ?? held.ethnicity
      }
      return merged
    }
    if let child = header[.CHILD] { identifier(.laChildID, child, &edit) }
    if let upn = header[.UPN] {
      // UN1 to UN5 say why there is no number; a number is never replaced by them.
      identifier(upn.hasPrefix("UN") ? .upnUnknown : .upn, upn, &edit)
    }
    motherhood(header, &edit)
  }

  private func identifier(
    _ scheme: Code<IdentifierScheme>, _ value: String, _ edit: inout RecordEdit
  ) {
    var identifier = PersonIdentifier()
    identifier.scheme = scheme
    identifier.value = value
    identifier.source = "SSDA903"
    edit.put(identifier, inPlaceOf: { $0.scheme == scheme && $0.value == value }) { held, _ in held
    }
  }

  private func motherhood(_ header: Row<HeaderColumn>, _ edit: inout RecordEdit) {
    var motherhood = Motherhood()
    motherhood.isMother = Flag.read(header[.MOTHER])
    motherhood.childBorn = header.day(.MC_DOB)
    guard motherhood != Motherhood() else { return }
    let overruled = isOverruled
    edit.put(motherhood, inPlaceOf: { _ in true }) { overruled ? $0 : $1 }
  }

  // MARK: - Reviews and yearly answers

  private func reviews(_ rows: SSDA903Child, _ edit: inout RecordEdit) {
    for row in rows.reviews {
      guard let day = row.day(.REVIEW) else { continue }
      var review = LookedAfterReview()
      review.on = day
      review.participation = row[.REVIEW_CODE].map { Code($0) }
      let overruled = isOverruled
      edit.put(review, inPlaceOf: { $0.on == day }) { overruled ? $0 : $1 }
    }
  }

  private func answers(_ rows: SSDA903Child, _ edit: inout RecordEdit) {
    let endYear = year.endYear
    for row in rows.oc2.prefix(1) {
      var health = ReportedHealth()
      health.year = endYear
      health.healthCheck = Flag.read(row[.HEALTH_CHECK])
      health.immunisations = Flag.read(row[.IMMUNISATIONS])
      health.teethCheck = Flag.read(row[.TEETH_CHECK])
      health.healthAssessment = Flag.read(row[.HEALTH_ASSESSMENT])
      edit.put(health, inPlaceOf: { $0.year == endYear })
      if row[.SDQ_SCORE] != nil || row[.SDQ_REASON] != nil {
        var score = StrengthsAndDifficultiesScore()
        score.year = endYear
        score.score = row[.SDQ_SCORE].flatMap { Int($0) }
        score.reasonNone = row[.SDQ_REASON].map { Code($0) }
        edit.put(score, inPlaceOf: { $0.year == endYear })
      }
      if let convicted = Flag.read(row[.CONVICTED]) {
        var conviction = ReportedConviction()
        conviction.year = endYear
        conviction.convicted = convicted
        edit.put(conviction, inPlaceOf: { $0.year == endYear })
      }
      var misuse = ReportedSubstanceMisuse()
      misuse.problem = Flag.read(row[.SUBSTANCE_MISUSE])
      misuse.interventionReceived = Flag.read(row[.INTERVENTION_RECEIVED])
      misuse.interventionOffered = Flag.read(row[.INTERVENTION_OFFERED])
      if misuse != ReportedSubstanceMisuse() {
        misuse.year = endYear
        edit.put(misuse, inPlaceOf: { $0.year == endYear })
      }
    }
    for row in rows.oc3.prefix(1) {
      var contact = CareLeaverContact()
      contact.year = endYear
      contact.inTouch = row[.IN_TOUCH].map { Code($0) }
      contact.activity = row[.ACTIV].map { Code($0) }
      contact.accommodation = row[.ACCOM].map { Code($0) }
      edit.put(contact, inPlaceOf: { $0.year == endYear })
    }
  }

  // MARK: - Permanence

  private func permanence(_ rows: SSDA903Child, _ edit: inout RecordEdit) {
    for row in rows.ad1.prefix(1) {
      var adoption = Adoption()
      adoption.year = year.endYear
      adoption.decided = row.day(.DATE_INT)
      adoption.matched = row.day(.DATE_MATCH)
      adoption.byFosterCarer = row[.FOSTER_CARE].map { Code($0) }
      adoption.adopters = row[.NB_ADOPTR].map { Code($0) }
      adoption.adoptersSex = row[.SEX_ADOPTR].map { Code($0) }
      adoption.adoptersLegalStatus = row[.LS_ADOPTR].map { Code($0) }
      let endYear = year.endYear
      edit.put(adoption, inPlaceOf: { $0.year == endYear })
    }
    for row in rows.placedAdoption {
      guard let decided = row.day(.DATE_PLACED) else { continue }
      var decision = AdoptionDecision()
      decision.decided = decided
      decision.reversed = row.day(.DATE_PLACED_CEASED)
      decision.reasonReversed = row[.REASON_PLACED_CEASED].map { Code($0) }
      edit.put(decision, inPlaceOf: { $0.decided == decided }) { held, received in
        keeps(held.reversed, over: received.reversed) ? held : received
      }
    }
    for row in rows.prevPerm.prefix(1) {
      var previous = PreviousPermanence()
      previous.order = row[.PREV_PERM].map { Code($0) }
      previous.authority = row[.LA_PERM].map { Code($0) }
      previous.date = row[.DATE_PERM].flatMap { PartialDay($0) }
      let overruled = isOverruled
      edit.put(previous, inPlaceOf: { _ in true }) { overruled ? $0 : $1 }
    }
  }

  // MARK: - Spans

  private func spans(_ rows: SSDA903Child, _ edit: inout RecordEdit) {
    for row in rows.uasc.prefix(1) {
      var status = UnaccompaniedStatus()
      status.ceases = row.day(.DUC)
      let overruled = isOverruled
      edit.put(status, inPlaceOf: { _ in true }) { held, received in
        overruled || received.ceases == nil ? held : received
      }
    }
    for row in rows.missing {
      guard let from = row.day(.MIS_START) else { continue }
      var episode = MissingEpisode()
      episode.type = row[.MISSING].map { Code($0) }
      episode.from = from
      episode.to = row.day(.MIS_END)
      edit.put(episode, inPlaceOf: { $0.from == from }) { held, received in
        keeps(held.to, over: received.to) ? held : received
      }
    }
    for row in rows.swEpisodes {
      guard let from = row[.SW_DECOM].flatMap({ PartialDay($0) }) else { continue }
      var allocation = Allocation()
      allocation.workerNumber = row[.SW_ID] ?? ""
      allocation.from = from
      allocation.to = row[.SW_DEC].flatMap { PartialDay($0) }
      allocation.reason = row[.SW_REASON].map { Code($0) }
      edit.put(allocation, inPlaceOf: { $0.from == from }) { held, received in
        if isOverruled { return held }
        var merged = held
        merged.workerNumber = received.workerNumber
        merged.reason = received.reason ?? held.reason
        if !keeps(held.to?.latest, over: received.to?.latest) { merged.to = received.to }
        return merged
      }
    }
    for row in rows.dolo {
      guard let from = row.day(.DOLO_START) else { continue }
      var order = DeprivationOfLiberty()
      order.from = from
      order.to = row.day(.DOLO_END)
      edit.put(order, inPlaceOf: { $0.from == from }) { held, received in
        keeps(held.to, over: received.to) ? held : received
      }
    }
  }

  /// Whether an end that is held stays: against a return older than one that is held, and against an
  /// open end, since a return shows as open what ended after its year.
  func keeps(_ held: Day?, over received: Day?) -> Bool {
    if isOverruled { return true }
    guard let held, received == nil else { return false }
    return held > year.end
  }
}

/// Flags as the files write them: 0 and 1, and, from some spreadsheets, 0.0 and 1.0.
enum Flag {
  static func read(_ text: String?) -> Bool? {
    switch text {
    case "1", "1.0": true
    case "0", "0.0": false
    default: nil
    }
  }
}
