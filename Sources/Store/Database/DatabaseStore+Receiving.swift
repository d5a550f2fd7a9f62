import Access
public import CareRecord
import CivilTime

extension DatabaseStore {
  public func recordsToReceive(
    of subjects: [Subject], for reading: Reading
  ) async throws -> [SubjectID: ChildRecord] {
    guard Policy.mayImportAndExport(reading.person), reading.person.authority == authority else {
      throw ReadRefused.notAllowed("Your role does not include importing.")
    }
    let layout = layout
    let records = try await read { database in
      let reader = RecordReader(database: database, layout: layout)
      var records: [SubjectID: ChildRecord] = [:]
      for subject in subjects {
        guard let head = try reader.head(of: subject.id), head.kind == subject.kind else {
          continue
        }
        records[subject.id] = try reader.record(subject, factKinds: head.factKinds)
      }
      return records
    }
    try await log(
      ReadLogEntry(
        reading, ground: "import", detail: "records to lay a return over", found: records.count))
    return records
  }
}
