/// Why a backup cannot be made, read or restored, and what to do, in words for people.
public struct BackupUnusable: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }

  static func cut(_ path: String) -> BackupUnusable {
    BackupUnusable(
      "\(path) ends before the backup does: it was cut short, or copying it was broken off. Copy it "
        + "again from where it came from, or take an earlier backup.")
  }

  static func damaged(_ path: String) -> BackupUnusable {
    BackupUnusable(
      "\(path) is damaged: its bytes are not those that were written. Copy it again from where it "
        + "came from, or take an earlier backup.")
  }

  static func newer(_ what: String) -> BackupUnusable {
    BackupUnusable(
      "\(what) was made by a newer version of Kith than this one (\(StreamFormat.number)). Use the "
        + "newer version.")
  }
}
