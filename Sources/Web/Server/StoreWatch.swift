import CivilTime
import Store
import Synchronization

/// Knows whether the store answers and can be written, without asking it more than it must.
///
/// While nothing can be written, no record can be shown: who reads one is logged first. So people are
/// told at once, on every page, and Kith finds out by itself when it is over.
final class StoreWatch: Sendable {
  /// How the store stands.
  enum Standing: String, Sendable {
    case ready
    case silent = "the database does not answer"
    case readOnly = "the database cannot be written"
  }

  private struct State {
    var isReadOnly = false
    /// The question that the store has not answered yet.
    var asked: Task<Bool, Never>?
    var lastTried: ContinuousClock.Instant?
  }

  private let accounts: any AccountStore & PreparedStore
  private let clock: WallClock
  private let patience: Duration
  private let state = Mutex(State())

  init(accounts: any AccountStore & PreparedStore, clock: WallClock, patience: Duration) {
    self.accounts = accounts
    self.clock = clock
    self.patience = patience
  }

  /// Whether nothing could be written when it was last tried.
  var isReadOnly: Bool { state.withLock { $0.isReadOnly } }

  /// What the store still makes; nil where all its lists and figures are whole.
  var preparation: Preparation? { accounts.preparation }

  /// Asks the store something small; where a write has failed lately, and otherwise once a minute,
  /// tries a small write too.
  ///
  /// One question is asked at a time, because each might hold a thread; whoever comes meanwhile waits for
  /// its answer, too.
  func standing() async -> Standing {
    let lastTried = state.withLock { $0.lastTried }
    if isReadOnly || lastTried.map({ $0.duration(to: .now) > .seconds(60) }) ?? true {
      await tryWriting()
      if isReadOnly { return .readOnly }
    }
    let asked = ask()
    return await within(patience) { await asked.value } ? .ready : .silent
  }

  private func ask() -> Task<Bool, Never> {
    state.withLock { state in
      if let asked = state.asked { return asked }
      let asked = Task { [accounts] in
        defer { self.state.withLock { $0.asked = nil } }
        do {
          _ = try await accounts.account(user: "-")
          return true
        } catch {
          return false
        }
      }
      state.asked = asked
      return asked
    }
  }

  /// After the store has refused something: finds out whether it refuses every write.
  func refused() async {
    await tryWriting()
  }

  /// While nothing can be written, tries again now and then beside the requests of people.
  func recheck() {
    guard isReadOnly else { return }
    Task { await tryWriting() }
  }

  private func tryWriting() async {
    let isDue = state.withLock { state in
      let now = ContinuousClock.now
      if let last = state.lastTried, last.duration(to: now) < .seconds(1) { return false }
      state.lastTried = now
      return true
    }
    guard isDue else { return }
    let now = clock.now
    // A busy disk is slow before it is full; a false alarm would frighten everybody.
    let isWritten = await within(patience * 5) { [accounts] in
      do {
        // What no sign-in ever counts under, taken back at once.
        try await accounts.recordSignInFailure(key: "probe", at: now)
        try await accounts.clearSignInFailures(key: "probe")
        return true
      } catch {
        return false
      }
    }
    state.withLock { $0.isReadOnly = !isWritten }
  }

  /// What `body` says, or false where it takes longer; it is not waited for then.
  private func within(
    _ time: Duration, _ body: @escaping @Sendable () async -> Bool
  ) async -> Bool {
    let (answers, answer) = AsyncStream.makeStream(of: Bool.self)
    Task { answer.yield(await body()) }
    let alarm = Task {
      try await Task.sleep(for: time)
      answer.yield(false)
    }
    defer { alarm.cancel() }
    for await first in answers { return first }
    return false
  }
}
