import CSodium
import Dispatch

/// Hashes passwords with Argon2id, two at a time, so that a burst of sign-ins cannot take all memory.
///
/// Each takes 64 MB and two passes, above OWASP's least (19 MiB and two passes).
/// Source: RFC 9106; OWASP Password Storage Cheat Sheet.
public struct PasswordHasher: Sendable {
  private let turns: Turns
  private let memory: Int
  private let passes: UInt64

  /// - Parameters:
  ///   - atOnce: how many passwords are hashed at the same time
  ///   - memory: bytes for each
  public init(atOnce: Int = 2, memory: Int = 64 << 20, passes: Int = 2) {
    turns = Turns(free: atOnce)
    self.memory = memory
    self.passes = UInt64(passes)
  }

  /// A hash to keep: it says by itself how it was made.
  public func hash(_ password: String) async throws(PasswordHashFailed) -> String {
    let (memory, passes) = (memory, passes)
    let text = await turns.run { () -> String? in
      Sodium.prepare()
      let password = password.utf8.map { CChar(bitPattern: $0) }
      var out = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
      let done = crypto_pwhash_str_alg(
        &out, password, UInt64(password.count), passes, memory, crypto_pwhash_ALG_ARGON2ID13)
      guard done == 0 else { return nil }
      return String(decoding: out.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    guard let text else { throw PasswordHashFailed() }
    return text
  }

  /// Whether this is the password that was hashed.
  public func isRight(_ password: String, for hash: String) async -> Bool {
    await turns.run {
      Sodium.prepare()
      let password = password.utf8.map { CChar(bitPattern: $0) }
      return crypto_pwhash_str_verify(hash, password, UInt64(password.count)) == 0
    }
  }
}

/// There was not enough memory to hash a password.
public struct PasswordHashFailed: Error, CustomStringConvertible {
  public var description: String { "There is not enough free memory to check a password." }
}

/// Lets a few through at a time, the others wait in the order in which they came.
private actor Turns {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(free: Int) { self.free = free }

  /// Runs slow work off the actor, and off the threads that answer requests.
  func run<Answer: Sendable>(_ work: @escaping @Sendable () -> Answer) async -> Answer {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
    let answer = await withCheckedContinuation { done in
      DispatchQueue.global(qos: .userInitiated).async { done.resume(returning: work()) }
    }
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    return answer
  }
}
