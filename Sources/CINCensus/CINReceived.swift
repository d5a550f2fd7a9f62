import CareRecord
import CivilTime
import Returns

/// Keeps what a census said of a child beside what the facts derive, where the two differ: the child's
/// own particulars as one row, each `CINdetails` with all that stands in it as one.
enum CINReceived {
  static let returnName = "cin"
  static let particulars = "Child"
  static let details = "CINdetails"

  static func restore(
    into child: inout CINChild, from record: ChildRecord, in year: CollectionYear
  ) {
    let kept = record.receivedRows(ofReturn: returnName, endingIn: year.endYear)
    if kept.isEmpty { return }
    if let row = kept.last(where: { $0.table == particulars }),
      row.derived == CINText.write(particularsOf: child)
    {
      CINText.read(row.received, into: &child)
    }
    let rows = Dictionary(
      kept.filter { $0.table == details }.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    if rows.isEmpty { return }
    var restored: [CINDetails] = []
    var present: Set<String> = []
    for (key, own) in keyed(child.details) {
      present.insert(key)
      if let row = rows[key], row.derived == CINText.write(own) {
        if let received = CINText.readDetails(row.received) { restored.append(received) }
      } else {
        restored.append(own)
      }
    }
    for (key, row) in rows.sorted(by: { $0.key < $1.key })
    where row.derived.isEmpty && !present.contains(key) {
      if let received = CINText.readDetails(row.received) { restored.append(received) }
    }
    child.details = restored
  }

  /// What differs between a child as received and as derived, as facts to keep.
  static func differences(
    received: CINChild?, derived: CINChild, in year: CollectionYear
  ) -> [ReceivedRow] {
    var found: [ReceivedRow] = []
    func keep(_ table: String, _ key: String, _ received: String, _ derived: String) {
      guard received != derived else { return }
      var row = ReceivedRow()
      row.returnName = returnName
      row.year = year.endYear
      row.table = table
      row.key = key
      row.received = received
      row.derived = derived
      found.append(row)
    }
    if let received, !received.details.isEmpty || !derived.details.isEmpty {
      keep(
        particulars, "", CINText.write(particularsOf: received),
        CINText.write(particularsOf: derived))
    }
    let sent = Dictionary(keyed(received?.details ?? []), uniquingKeysWith: { $1 })
    let own = Dictionary(keyed(derived.details), uniquingKeysWith: { $1 })
    for key in Set(sent.keys).union(own.keys).sorted() {
      keep(
        details, key, sent[key].map(CINText.write) ?? "", own[key].map(CINText.write) ?? "")
    }
    return found
  }

  /// Each with its referral date; a second one of the same day has `#2` behind it.
  static func keyed(_ all: [CINDetails]) -> [(String, CINDetails)] {
    var seen: [String: Int] = [:]
    return all.map { details in
      let day = details.row[.CINreferralDate] ?? ""
      let count = seen[day, default: 0] + 1
      seen[day] = count
      return (count == 1 ? day : "\(day)#\(count)", details)
    }
  }
}
