public import CareRecord
import CivilTime
public import Returns
public import SSDA903

/// A row of the SSDA903 return that was made from a child's record, and which fact gave each cell.
public struct SSDA903RowOfRecord: Sendable {
  public let table: SSDA903Table
  /// The collection year of the submission that the row is in.
  public let year: CollectionYear
  /// The values in the order of the table's columns.
  public let values: [String?]

  public init(table: SSDA903Table, year: CollectionYear, values: [String?]) {
    self.table = table
    self.year = year
    self.values = values
  }

  var tableName: String { table.layout.name }

  /// The value of a column; nil where it is empty or there is no such column.
  public subscript(field: String) -> String? {
    table.layout.place(named: field).flatMap { values.indices.contains($0) ? values[$0] : nil }
  }

  private func day(_ field: String) -> Day? { self[field].flatMap { Day(british: $0) } }
}

/// A fact that a person may look up and mend.
public struct FactToMend: Hashable, Sendable {
  public let id: FactID
  public let kind: String

  init<F: Fact>(_ held: Held<F>) {
    id = held.id
    kind = F.kind.name
  }
}

extension SSDA903RowOfRecord {
  /// The fact that gives the first of these cells that a fact gives, who the child is coming last:
  /// most rules name the child only to say whose row it is.
  ///
  /// A row that stands as it was received, and says in one of the cells something that no fact does,
  /// is itself the fact. Nil where nothing gives any of them yet.
  public func factToMend(_ fields: [String], in record: ChildRecord) -> FactToMend? {
    if let received = received(fields, in: record) { return received }
    let identity = ["DOB", "CHILD"]
    let ordered = fields.filter { !identity.contains($0) } + identity.filter(fields.contains)
    for field in ordered {
      if let fact = fact(giving: field, in: record) { return fact }
    }
    return nil
  }

  /// The kept row that stands in the place of what the facts derive, where it is that which differs.
  private func received(_ fields: [String], in record: ChildRecord) -> FactToMend? {
    let text = RowText.write(values)
    let kept = record[ReceivedRow.self].first {
      $0.returnName == "ssda903" && $0.year == year.endYear && $0.table == tableName
        && $0.received == text
    }
    guard let kept else { return nil }
    if kept.derived.isEmpty { return FactToMend(kept) }
    let derived = SSDA903RowOfRecord(
      table: table, year: year, values: RowText.read(kept.derived))
    return fields.contains { self[$0] != derived[$0] } ? FactToMend(kept) : nil
  }

  private func fact(giving field: String, in record: ChildRecord) -> FactToMend? {
    switch (table, field) {
    case (.header, "CHILD"): record.identifierFact(.laChildID)
    // In other tables it only says whose row it is.
    case (_, "CHILD"): nil
    case (_, "DOB"), (_, "SEX"), (_, "ETHNIC"):
      record[PersonIdentity.self].last.map(FactToMend.init)
    case (.header, "UPN"): record.identifierFact(.upn) ?? record.identifierFact(.upnUnknown)
    case (.header, "UASC"): record[UnaccompaniedStatus.self].last.map(FactToMend.init)
    case (.header, _): record[Motherhood.self].last.map(FactToMend.init)
    case (.episodes, _): episodeFact(giving: field, in: record)
    case (.reviews, _):
      record[LookedAfterReview.self].first { $0.on == day("REVIEW") }.map(FactToMend.init)
    case (.uasc, _): record[UnaccompaniedStatus.self].last.map(FactToMend.init)
    case (.oc2, _): healthFact(giving: field, in: record)
    case (.oc3, _):
      record[CareLeaverContact.self].first { $0.year == year.endYear }.map(FactToMend.init)
    case (.ad1, _): record[Adoption.self].first { $0.year == year.endYear }.map(FactToMend.init)
    case (.placedAdoption, _):
      record[AdoptionDecision.self].first { $0.decided == day("DATE_PLACED") }
        .map(FactToMend.init)
    case (.prevPerm, _):
      (record[PreviousPermanence.self].first { $0.date?.text == self["DATE_PERM"] }
        ?? record[PreviousPermanence.self].last).map(FactToMend.init)
    case (.missing, _):
      record[MissingEpisode.self].first { $0.from == day("MIS_START") }.map(FactToMend.init)
    case (.swEpisodes, _):
      record[Allocation.self].first {
        $0.from?.text == self["SW_DECOM"] && $0.workerNumber == self["SW_ID"] ?? ""
      }.map(FactToMend.init)
    case (.dolo, _):
      record[DeprivationOfLiberty.self].first { $0.from == day("DOLO_START") }
        .map(FactToMend.init)
    }
  }

  private func healthFact(giving field: String, in record: ChildRecord) -> FactToMend? {
    let year = year.endYear
    return switch field {
    case "SDQ_SCORE", "SDQ_REASON":
      record[StrengthsAndDifficultiesScore.self].last { $0.year == year }.map(FactToMend.init)
    case "CONVICTED":
      record[ReportedConviction.self].last { $0.year == year }.map(FactToMend.init)
    case "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED":
      record[ReportedSubstanceMisuse.self].last { $0.year == year }.map(FactToMend.init)
    default: record[ReportedHealth.self].last { $0.year == year }.map(FactToMend.init)
    }
  }

  // MARK: - Episodes

  /// An episode is cut from a period of care, a legal status and a placement; see `Episodes`.
  private func episodeFact(giving field: String, in record: ChildRecord) -> FactToMend? {
    guard let start = day("DECOM"),
      let period = record[CarePeriod.self].last(where: { period in
        period.from <= start && (period.to.map { start <= $0 } ?? true)
      }) ?? record[CarePeriod.self].last(where: { $0.from <= start })
    else { return nil }
    let legal = record[LegalStatusSpan.self].filter { $0.carePeriod == period.id }
    let placements = record[Placement.self].filter { $0.carePeriod == period.id }
    let status = legal.last { $0.from <= start }
    let placement = placements.last { $0.from <= start }
    switch field {
    case "LS": return status.map(FactToMend.init)
    case "CIN", "HOME_POST": return FactToMend(period)
    case "DECOM", "RNE":
      if period.from == start { return FactToMend(period) }
      let begins = (placement?.from == start, status?.from == start)
      let isOfPlacement = field == "DECOM" || ["P", "T", "B", "U"].contains(self["RNE"])
      if begins.0, isOfPlacement || !begins.1 { return placement.map(FactToMend.init) }
      return begins.1 ? status.map(FactToMend.init) : FactToMend(period)
    case "REC" where self["REC"] != "X1": return FactToMend(period)
    case "DEC", "REC":
      guard let end = day("DEC") else { return FactToMend(period) }
      if period.to == end { return FactToMend(period) }
      if let placement, placement.to == end { return FactToMend(placement) }
      if let status, status.to == end { return FactToMend(status) }
      // Nothing ended by itself: what began that day ended the episode.
      return placements.first { $0.from == end }.map(FactToMend.init)
        ?? legal.first { $0.from == end }.map(FactToMend.init) ?? FactToMend(period)
    default: return placement.map(FactToMend.init)
    }
  }
}

extension ChildRecord {
  /// The fact whose value `identifier` gives.
  fileprivate func identifierFact(_ scheme: Code<IdentifierScheme>) -> FactToMend? {
    let found = self[PersonIdentifier.self].filter { $0.scheme == scheme }
    return (found.last { $0.to == nil } ?? found.last).map(FactToMend.init)
  }
}
