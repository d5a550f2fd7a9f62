import CareRecord
import CivilTime
import Returns

/// Keeps what a file said beside what its facts derive, where the two differ.
enum ReceivedRows {
  static let returnName = "ssda903"

  /// Puts rows as received in the place of derived ones, as long as the facts still derive what they
  /// derived when the rows came.
  static func restore(
    into rows: inout SSDA903Child, from record: ChildRecord, in year: CollectionYear
  ) {
    let kept = record.receivedRows(ofReturn: returnName, endingIn: year.endYear)
    if kept.isEmpty { return }
    for table in ChildTables.all {
      let received = Dictionary(
        kept.filter { $0.table == table.name }.map { ($0.key, $0) },
        uniquingKeysWith: { $1 })
      if received.isEmpty { continue }
      var entries: [TableEntry] = []
      var used: Set<String> = []
      for entry in table.entries(in: rows) {
        guard let row = received[entry.key], row.derived == RowText.write(entry.values) else {
          entries.append(entry)
          continue
        }
        used.insert(entry.key)
        if !row.received.isEmpty {
          entries.append(
            TableEntry(key: entry.key, values: RowText.read(row.received), origin: nil))
        }
      }
      // Rows that the facts derived nothing for, when they came or now.
      let present = Set(entries.map(\.key))
      for (key, row) in received.sorted(by: { $0.key < $1.key })
      where row.derived.isEmpty && !used.contains(key) && !present.contains(key) {
        entries.append(TableEntry(key: key, values: RowText.read(row.received), origin: nil))
      }
      table.set(entries, in: &rows)
    }
  }

  /// The rows in which `received` and `derived` differ, as facts to keep.
  static func differences(
    received: SSDA903Child, derived: SSDA903Child, in year: CollectionYear
  ) -> [ReceivedRow] {
    ChildTables.all.flatMap { table -> [ReceivedRow] in
      let one = table.entries(in: received)
      let other = table.entries(in: derived)
      if one == other { return [] }
      let sent = Dictionary(one.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
      let own = Dictionary(other.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
      return Set(sent.keys).union(own.keys).sorted().compactMap { key in
        guard sent[key]?.values != own[key]?.values else { return nil }
        var row = ReceivedRow()
        row.returnName = returnName
        row.year = year.endYear
        row.table = table.name
        row.key = key
        row.received = sent[key].map { RowText.write($0.values) } ?? ""
        row.derived = own[key].map { RowText.write($0.values) } ?? ""
        return row
      }
    }
  }
}
