public import CivilTime

/// What a backup holds, and whether the logs in it are as they were written.
public struct BackupContents: Sendable {
  /// When the snapshot was taken; nil where the backup does not say.
  public let made: Instant?
  /// The version of Kith that wrote it.
  public let release: String
  public let tables: [CarriedTable]
  /// What following the chains of the logs and the seals found.
  public let audit: AuditReport
  /// The length of the stream, in bytes.
  public let bytes: Int

  public var rows: Int { tables.reduce(0) { $0 + $1.rows } }

  /// The numbers of the authorities in it.
  public var authorities: [Int] {
    Set(tables.map(\.authority)).subtracting([0]).sorted()
  }

  /// Reads a stream through to its end and checks everything that can be checked of it.
  /// - Parameter open: begins the stream; it is read twice at once
  init(
    _ open: () throws -> any StreamSource, step: BackupProgress.Step = .checking,
    progress: (BackupProgress) -> Void
  ) throws {
    let reader = StreamReader(try open())
    let again = StreamReader(try open(), skims: true)
    var (header, tables) = ([String: String](), [CarriedTable]())
    var audit = AuditReport()
    var publicKeys: [[UInt8]] = []
    var table: StreamReader.Table?
    var check: (authority: Int, log: StreamedLogCheck)?
    while let part = try reader.next() {
      switch part {
      case .header(let read): header = read
      case .table(let start):
        table = start
        guard start.authority != 0, check?.authority != start.authority else { continue }
        let entries = EntrySource(again, authority: start.authority)
        check = (start.authority, StreamedLogCheck(publicKeys: publicKeys, entries: entries))
      case .row(let values):
        guard let table else { continue }
        if table.name == "meta", values.first?.text == SealKeyFile.metaName {
          publicKeys = SealKeyFile.publicKeys(in: values.last?.text ?? "")
        }
        if table.authority != 0 { try check?.log.check(values, of: table, &audit) }
        if reader.rows.isMultiple(of: 10_000) {
          progress(BackupProgress(step: step, rows: reader.rows, bytes: reader.bytes))
        }
      case .tableEnd(let read):
        tables.append(read)
        if read.authority != 0 { try check?.log.end(of: read.name, &audit) }
      case .end: break
      }
    }
    made = header["made"].flatMap { Instant(iso: $0) }
    release = header["kith"] ?? ""
    self.tables = tables
    self.audit = audit
    bytes = reader.bytes
  }
}
