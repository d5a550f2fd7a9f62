public import Access
public import CareRecord
public import CivilTime

/// Accounts, sessions and drafts: what belongs to the people who use Kith rather than to children.
public protocol AccountStore: Sendable {
  /// - Throws: `StoreUnavailable` where the user name is taken.
  func addAccount(_ person: Person, passwordHash: String, at: Instant) async throws
  /// Ends the person's sessions too; what they wrote and read stays under their name.
  func disableAccount(user: String, at: Instant) async throws
  func accounts() async throws -> [Account]
  func account(user: String) async throws -> Account?
  /// Ends the person's sessions too.
  func setPasswordHash(_ hash: String, of user: String, at: Instant) async throws

  /// Keeps a session under the hash of its secret, never the secret; removes sessions that nobody
  /// has used for 30 days.
  func startSession(_ session: Session) async throws
  /// The session and its account; nil where it was ended or the account is disabled.
  ///
  /// When a session has grown too old is for the caller to say.
  func session(tokenHash: [UInt8], at: Instant) async throws -> (Session, Account)?
  func touchSession(tokenHash: [UInt8], lastSeen: Instant) async throws
  func endSession(tokenHash: [UInt8]) async throws

  /// Counts a failed sign-in and says how many there were for this key since `since`.
  func recordSignInFailure(key: String, at: Instant) async throws
  func signInFailures(key: String, since: Instant) async throws -> Int
  func clearSignInFailures(key: String) async throws

  /// A draft survives the session that typed it.
  ///
  /// `base` is the version that this window saved last (0 for none), which the new one replaces.
  /// When another window has a text of its own under the same key, both are kept and the conflict
  /// said.
  func saveDraft(_ draft: Draft, base: Int) async throws -> DraftOutcome
  /// The draft saved last under this key.
  func draft(key: String, user: String) async throws -> Draft?
  /// Every draft of a person, the one saved last first; two under one key where two windows wrote.
  func drafts(user: String) async throws -> [Draft]
  /// Once its text is in a record: all texts under the key go.
  func deleteDraft(key: String, user: String) async throws
  /// Throws away one of two texts.
  func discardDraft(key: String, user: String, version: Int) async throws
}

public struct Account: Hashable, Sendable {
  public let person: Person
  public let passwordHash: String
  public let disabled: Bool

  public init(person: Person, passwordHash: String, disabled: Bool) {
    self.person = person
    self.passwordHash = passwordHash
    self.disabled = disabled
  }
}

public struct Session: Hashable, Sendable {
  public let tokenHash: [UInt8]
  public let user: String
  /// The secret that every form of this session carries.
  public let formToken: String
  public let started: Instant
  public var lastSeen: Instant

  public init(
    tokenHash: [UInt8], user: String, formToken: String, started: Instant, lastSeen: Instant
  ) {
    self.tokenHash = tokenHash
    self.user = user
    self.formToken = formToken
    self.started = started
    self.lastSeen = lastSeen
  }
}

/// What somebody has typed and not yet saved to a record.
public struct Draft: Hashable, Sendable {
  /// Which task it is for: `record-visit/<fact>`.
  public let key: String
  public let user: String
  /// The form's fields by name, in order.
  public let fields: [DraftField]
  public let version: Int
  public let saved: Instant
  /// The records that it is about.
  public let subjects: [Subject]

  public init(
    key: String, user: String, fields: [DraftField], version: Int, saved: Instant,
    subjects: [Subject]
  ) {
    self.key = key
    self.user = user
    self.fields = fields
    self.version = version
    self.saved = saved
    self.subjects = subjects
  }
}

public struct DraftField: Hashable, Sendable, Codable {
  public let name: String
  public let value: String

  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

public enum DraftOutcome: Sendable {
  case saved(version: Int)
  /// Saved as this version; but another window of the same person has a text too, which is kept.
  case conflict(theirs: Draft, version: Int)
}
