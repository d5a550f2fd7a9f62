public import CareRecord
import CivilTime
public import Returns

/// Takes one child's entry in a census apart into facts.
///
/// The entry is laid over what the record holds: the same entry twice changes nothing, and a later
/// year carries on where the earlier one ended. What the facts then do not derive exactly is kept as
/// it was received.
public struct CINIntoFacts: Sendable {
  let turn: ReturnInTurn

  /// - Parameter years: the collection years of which the record already holds the census
  public init(year: CollectionYear, years: [CollectionYear]) {
    turn = ReturnInTurn(of: year, among: years)
  }

  var year: CollectionYear { turn.year }
  var isOverruled: Bool { turn.isOverruled }

  /// Brings a record in line with a child's entry.
  /// - Returns: what the facts do not derive exactly, to be explained
  @discardableResult
  public func apply(_ child: CINChild, to edit: inout RecordEdit) -> [ReceivedRow] {
    if let given = CINFromRecord.child(of: edit.record, in: year), CINText.isSame(given, child) {
      return edit.record.receivedRows(
        ofReturn: CINReceived.returnName, endingIn: year.endYear)
    }
    let before = turn.otherYears.map { earlier in
      (earlier, CINFromRecord.child(of: edit.record, in: earlier))
    }
    particulars(child, &edit)
    var taken: Set<FactID> = []
    for details in child.details { take(details, &taken, &edit) }
    for (earlier, given) in before { keepDifferences(from: given, in: earlier, &edit) }
    return keepDifferences(from: child, in: year, &edit)
  }

  @discardableResult
  private func keepDifferences(
    from received: CINChild?, in year: CollectionYear, _ edit: inout RecordEdit
  ) -> [ReceivedRow] {
    let differences = CINReceived.differences(
      received: received, derived: CINFromRecord.derived(from: edit.record, in: year), in: year)
    edit.keep(differences, ofReturn: CINReceived.returnName, endingIn: year.endYear)
    return differences
  }

  // MARK: - Who the child is

  private func particulars(_ child: CINChild, _ edit: inout RecordEdit) {
    let row = child.identifiers
    var identity = PersonIdentity()
    identity.birthDate = row.day(.PersonBirthDate)
    identity.expectedBirthDate = row.day(.ExpectedPersonBirthDate)
    identity.deathDate = row.day(.PersonDeathDate)
    identity.sex = CINSexCode.read(row)
    identity.ethnicity = child.characteristics[.Ethnicity].map { Code($0) }
    let overruled = isOverruled
    edit.put(identity, inPlaceOf: { _ in true }) { held, received in
      var merged = held
      func take<Value>(_ path: WritableKeyPath<PersonIdentity, Value?>) {
        guard let value = received[keyPath: path] else { return }
        if held[keyPath: path] == nil || !overruled { merged[keyPath: path] = value }
      }
      take(\.birthDate)
      take(\.deathDate)
      take(\.sex)
      take(\.ethnicity)
      take(\.expectedBirthDate)
      return merged
    }
    identifier(.laChildID, row[.LAchildID], &edit)
    identifier(.upn, row[.UPN], &edit)
    identifier(.formerUPN, row[.FormerUPN], &edit)
    identifier(.upnUnknown, row[.UPNunknown], &edit)
    disabilities(child.disabilities.map(\.text), &edit)
  }

  private func identifier(
    _ scheme: Code<IdentifierScheme>, _ value: String?, _ edit: inout RecordEdit
  ) {
    guard let value else { return }
    var identifier = PersonIdentifier()
    identifier.scheme = scheme
    identifier.value = value
    identifier.source = "CIN census"
    edit.put(identifier, inPlaceOf: { $0.scheme == scheme && $0.value == value }) { held, _ in held
    }
  }

  /// A disability that is named takes the place of NONE.
  private func disabilities(_ codes: [String], _ edit: inout RecordEdit) {
    for code in codes {
      var disability = Disability()
      disability.code = Code(code)
      edit.put(disability, inPlaceOf: { $0.code.text == code }) { held, _ in held }
    }
    if !isOverruled, codes.contains(where: { $0 != "NONE" }) {
      edit.withdraw(Disability.self) { $0.code == "NONE" && !codes.contains("NONE") }
    }
  }
}
