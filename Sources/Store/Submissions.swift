public import CareRecord
public import CivilTime
import Secrets

/// Files of returns as they came in, and what became of them.
public protocol SubmissionStore: Sendable {
  /// Keeps the files exactly as received.
  ///
  /// The same bytes for the same return and year are the same submission, which is answered. The
  /// answer has the store's own number and the digest of the files, whatever was given.
  func keep(_ submission: Submission, files: [SubmissionFile]) async throws -> Submission
  func submissions(of authority: Authority) async throws -> [Submission]
  func submission(id: Int64) async throws -> Submission?
  func files(of submission: Int64) async throws -> [SubmissionFile]
  func setState(_ state: SubmissionState, of submission: Int64, progress: String?) async throws

  /// Takes the one import lease of an authority; one that was not renewed for five minutes is free.
  /// - Throws: `StoreUnavailable` naming who imports now.
  func takeImportLease(holder: String, authority: Authority, at: Instant) async throws
  /// - Throws: `StoreUnavailable` where another has taken it meanwhile: then stop.
  func renewImportLease(holder: String, authority: Authority, at: Instant) async throws
  func releaseImportLease(holder: String, authority: Authority) async throws
}

public struct Submission: Hashable, Sendable {
  public let id: Int64
  public let authority: Authority
  /// `ssda903` or `cin`.
  public let returnName: String
  /// The calendar year in which the collection year ends: 2018 for 2017-18.
  public let year: Int
  public let receivedAt: Instant
  public let receivedBy: String
  /// BLAKE2b of all files together, in hexadecimal.
  public let digest: String
  public var state: SubmissionState
  public var progress: String?

  public init(
    id: Int64, authority: Authority, returnName: String, year: Int, receivedAt: Instant,
    receivedBy: String, digest: String, state: SubmissionState, progress: String? = nil
  ) {
    self.id = id
    self.authority = authority
    self.returnName = returnName
    self.year = year
    self.receivedAt = receivedAt
    self.receivedBy = receivedBy
    self.digest = digest
    self.state = state
    self.progress = progress
  }
}

public enum SubmissionState: String, Sendable {
  /// Read and checked; waits for a person to confirm.
  case received
  case importing
  case imported
  /// Stopped half-way through its children, each of whom is whole; importing again completes it.
  case interrupted
  case declined
  /// What importing it had changed is being taken back, or that stopped half-way; undoing again
  /// completes it.
  case undoing
  /// Was imported once, and everything that this changed was taken back; the files are kept.
  case undone
}

public struct SubmissionFile: Hashable, Sendable {
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// BLAKE2b of the files' names and bytes together, in hexadecimal, whatever their order.
  public static func digest(of files: [SubmissionFile]) -> String {
    var hash = Hash()
    for file in files.sorted(by: { $0.name < $1.name }) {
      var header = CanonicalBytes()
      header.add(file.name)
      header.add(Int64(file.bytes.count))
      hash.update(header.all)
      hash.update(file.bytes)
    }
    return Hexadecimal.text(hash.digest())
  }
}
