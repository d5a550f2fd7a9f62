public import CareRecord
import CivilTime
import Foundation
import Secrets

/// The tombstones of an authority as a file, to be kept beside its backups.
///
/// What a backup of before brings back, restoring with this list destroys again. It names no child.
public struct TombstoneList: Sendable {
  public let authority: Authority
  public let tombstones: [Tombstone]

  public init(_ tombstones: [Tombstone], of authority: Authority) {
    self.authority = authority
    self.tombstones = tombstones
  }

  /// As JSON.
  public var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      let file = File(
        kith: File.mark, format: 1, authority: authority.number,
        tombstones: tombstones.map(Entry.init))
      return String(decoding: try encoder.encode(file), as: UTF8.self) + "\n"
    }
  }

  /// Reads what `text` wrote.
  /// - Throws: `BackupUnusable` saying what is wrong with the file
  public init(text: String, named name: String) throws {
    guard let file = try? JSONDecoder().decode(File.self, from: Data(text.utf8)),
      file.kith == File.mark, let authority = Authority(number: file.authority)
    else {
      throw BackupUnusable(
        "\(name) is not a list of tombstones. kith retention tombstones writes one.")
    }
    guard file.format == 1 else { throw BackupUnusable.newer(name) }
    self.authority = authority
    tombstones = try file.tombstones.map { entry in
      guard let tombstone = entry.tombstone else {
        throw BackupUnusable(
          "\(name): tombstone \(entry.number) cannot be read. Write the list again with kith retention "
            + "tombstones.")
      }
      return tombstone
    }
  }
}

private struct File: Codable {
  static let mark = "tombstones"
  let kith: String
  let format: Int
  let authority: Int
  let tombstones: [Entry]
}

/// A tombstone as it stands in a file: days and moments in ISO 8601, bytes in hexadecimal.
private struct Entry: Codable {
  struct Step: Codable {
    let at: String
    let person: String
    let reason: String
  }

  struct Record: Codable {
    let kind: Int
    let id: String
  }

  struct Body: Codable {
    let position: Int64
    let hash: String
  }

  struct File: Codable {
    let submission: Int64
    let number: Int
    let rows: Int
    let before: String
    let after: String?
    let reason: String?
  }

  let number: Int64
  let record: String
  let at: String
  let person: String
  let schedule: String
  let years: Int
  let basis: String
  let due: String
  let proposal: Step
  let approval: Step
  let coversFrom: String?
  let coversTo: String?
  let shared: Int
  let reasons: Int
  let drafts: Int
  let reads: Int
  let readsUntil: String?
  let records: [Record]
  let bodies: [Body]
  let files: [File]
  let signature: String

  init(_ tombstone: Tombstone) {
    number = tombstone.number
    record = tombstone.record.text
    at = tombstone.at.iso
    person = tombstone.person
    schedule = tombstone.schedule
    years = tombstone.years
    basis = tombstone.basis
    due = tombstone.due.iso
    func step(_ step: Tombstone.Step) -> Step {
      Step(at: step.at.iso, person: step.person, reason: step.reason)
    }
    proposal = step(tombstone.proposal)
    approval = step(tombstone.approval)
    coversFrom = tombstone.coversFrom?.iso
    coversTo = tombstone.coversTo?.iso
    shared = tombstone.shared
    reasons = tombstone.reasons
    drafts = tombstone.drafts
    reads = tombstone.reads
    readsUntil = tombstone.readsUntil?.iso
    records = tombstone.records.map { Record(kind: $0.kind.rawValue, id: $0.id.text) }
    bodies = tombstone.entries.map {
      Body(position: $0.position, hash: Hexadecimal.text($0.bodyHash))
    }
    files = tombstone.files.map {
      File(
        submission: $0.submission, number: $0.number, rows: $0.rows, before: $0.hashBefore,
        after: $0.hashAfter, reason: $0.reason)
    }
    signature = Hexadecimal.text(tombstone.signature)
  }

  /// Nil where something in it is no value of its kind.
  var tombstone: Tombstone? {
    func step(_ step: Step) -> Tombstone.Step? {
      Instant(iso: step.at).map {
        Tombstone.Step(at: $0, person: step.person, reason: step.reason)
      }
    }
    let records = records.compactMap { record in
      SubjectKind(rawValue: record.kind).flatMap { kind in
        SubjectID(text: record.id).map { Subject(kind, $0) }
      }
    }
    let entries = bodies.compactMap { body in
      Hexadecimal.bytes(body.hash).map {
        Tombstone.Entry(position: body.position, bodyHash: $0)
      }
    }
    let files = files.compactMap { file in
      Hexadecimal.bytes(file.before).map {
        Tombstone.File(
          submission: file.submission, number: file.number, rows: file.rows, before: $0,
          after: file.after.flatMap { Hexadecimal.bytes($0) }, reason: file.reason)
      }
    }
    guard let record = SubjectID(text: record), let at = Instant(iso: at), let due = Day(iso: due),
      let proposal = step(proposal), let approval = step(approval),
      let signature = Hexadecimal.bytes(signature), records.count == self.records.count,
      entries.count == bodies.count, files.count == self.files.count
    else { return nil }
    return Tombstone(
      number: number, record: record, at: at, person: person, schedule: schedule, years: years,
      basis: basis, due: due, proposal: proposal, approval: approval,
      coversFrom: coversFrom.flatMap { Day(iso: $0) }, coversTo: coversTo.flatMap { Day(iso: $0) },
      bodies: entries.count, shared: shared, reasons: reasons, drafts: drafts, reads: reads,
      readsUntil: readsUntil.flatMap { Day(iso: $0) }, records: records, entries: entries,
      files: files, signature: signature)
  }
}
