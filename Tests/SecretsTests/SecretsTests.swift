import Secrets
import Testing

@Suite struct SecretsTests {
  @Test func the_hash_is_blake2b() {
    // BLAKE2b-256 of no bytes and of "abc", as RFC 7693's algorithm gives them.
    #expect(
      Hexadecimal.text(Hash.of([]))
        == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8")
    #expect(
      Hexadecimal.text(Hash.of(Array("abc".utf8)))
        == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319")
  }

  @Test func a_hash_piece_by_piece_is_the_hash_of_the_whole() {
    let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    var hash = Hash()
    for start in stride(from: 0, to: 1_000, by: 37) {
      hash.update(Array(bytes[start..<min(start + 37, 1_000)]))
    }
    #expect(hash.digest() == Hash.of(bytes))
  }

  @Test func only_the_right_password_is_right() async throws {
    let hasher = PasswordHasher()
    let hash = try await hasher.hash("correct horse – £")
    #expect(hash.hasPrefix("$argon2id$v=19$m=65536,t=2,p=1$"))
    #expect(await hasher.isRight("correct horse – £", for: hash))
    #expect(await !hasher.isRight("correct horse – $", for: hash))
    #expect(await !hasher.isRight("", for: hash))
    #expect(await !hasher.isRight("correct horse – £", for: "not a hash"))
    #expect(try await hasher.hash("correct horse – £") != hash)
  }

  @Test func more_passwords_than_may_be_hashed_at_once_wait_their_turn() async throws {
    let hasher = PasswordHasher(atOnce: 2, memory: 1 << 16, passes: 1)
    let hash = try await hasher.hash("a")
    let right = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<20 { group.addTask { await hasher.isRight("a", for: hash) } }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(right == 20)
  }

  @Test func a_signature_holds_for_its_message_and_its_key_only() throws {
    let key = SigningKey()
    let message = Array("seal 1".utf8)
    let signature = key.sign(message)
    #expect(SigningKey.isValid(signature, of: message, by: key.publicKey))
    #expect(!SigningKey.isValid(signature, of: message + [0], by: key.publicKey))
    #expect(!SigningKey.isValid(signature, of: message, by: SigningKey().publicKey))
    #expect(!SigningKey.isValid([], of: message, by: key.publicKey))
    #expect(SigningKey(secretKey: key.secretKey)?.publicKey == key.publicKey)
    #expect(SigningKey(secretKey: [1, 2, 3]) == nil)
  }

  @Test func secrets_are_compared_whole() {
    #expect(isSameSecret("token", "token"))
    #expect(!isSameSecret("token", "tokem"))
    #expect(!isSameSecret("token", "tokens"))
    #expect(isSameSecret("", ""))
  }

  @Test func tokens_are_long_and_never_alike() {
    let tokens = Set((0..<100).map { _ in RandomBytes.token() })
    #expect(tokens.count == 100)
    #expect(tokens.allSatisfy { $0.utf8.count == 64 && Hexadecimal.bytes($0)?.count == 32 })
  }

  @Test(arguments: ["0", "0g", "é0", "00 1"])
  func what_is_not_hexadecimal_is_refused(_ text: String) {
    #expect(Hexadecimal.bytes(text) == nil)
  }
}
