import CareRecord
import Returns
import SSDA903
import Store

/// The rules of the SSDA903 return over one child's record.
struct SSDA903Live: LiveReturn {
  let name = CheckedReturn.ssda903.rawValue
  private let year: CollectionYear
  private let check: SSDA903ChildCheck

  init(year: CollectionYear, authority: Authority, reference: ReferenceData) {
    self.year = year
    let books = SSDA903RuleBook.years
    let register = try? AuthorityRegister.england()
    check = SSDA903ChildCheck(
      year: year, ruleSet: min(max(year, books.lowerBound), books.upperBound),
      authority: register?[authority.description].map {
        reference.authorities?.code(of: $0.code) ?? $0.code
      }, reference: reference)
  }

  var rules: [RuleCard] { check.rules }
  var undecided: [(card: RuleCard, reason: String)] { check.undecided }

  func findings(in record: ChildRecord) -> [ReturnFinding] {
    // Without a fact of this return there is no row: most children in need are done here.
    guard record.mayBeInSSDA903 else { return [] }
    let now = SSDA903FromRecord.rows(of: record, in: year)
    let last =
      year.previous.map { SSDA903FromRecord.rows(of: record, in: $0) }
      ?? SSDA903Child(id: now.id)
    if now.isWithoutRows, last.isWithoutRows { return [] }
    return check.flagged(now, previous: last).map { flag in
      let card = check.rules[flag.rule]
      let row = SSDA903RowOfRecord(
        table: flag.table, year: flag.isPrevious ? year.previous ?? year : year,
        values: (flag.isPrevious ? last : now).values(of: flag.table, row: flag.row))
      let fields = card.fields(in: row.tableName)
      let fact = row.factToMend(fields, in: record)
      return ReturnFinding(
        returnName: name, year: year.endYear, rule: card.code, severity: card.severity.rawValue,
        places: [
          ReturnFinding.Place(
            table: row.tableName, isPrevious: flag.isPrevious, row: flag.row + 1, fields: fields,
            values: fields.map { row[$0] })
        ], fact: fact?.id, factKind: fact?.kind)
    }
  }
}

extension ChildRecord {
  /// Whether some fact can give a row of the SSDA903 return.
  fileprivate var mayBeInSSDA903: Bool {
    !self[CarePeriod.self].isEmpty || !self[ReceivedRow.self].isEmpty
      || !self[CareLeaverContact.self].isEmpty || !self[ReportedHealth.self].isEmpty
      || !self[Adoption.self].isEmpty
  }
}
