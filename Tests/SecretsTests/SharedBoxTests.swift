import Foundation
import Testing

@testable import Secrets

/// Locking for others: who locks cannot open.
@Suite struct SharedBoxTests {
  private static let content = Array("open cases – £".utf8)
  private static let rounds = 1_000

  @Test func both_sides_come_to_one_secret_and_nobody_else_does() throws {
    let (one, other, third) = (try AgreementKey(), try AgreementKey(), try AgreementKey())
    let secret = try one.secret(with: other.publicKey)
    #expect(secret.count == 32)
    #expect(try other.secret(with: one.publicKey) == secret)
    #expect(try third.secret(with: other.publicKey) != secret)
    let again = try AgreementKey(privateKey: one.privateKey)
    #expect(again.publicKey == one.publicKey)
    #expect(try again.secret(with: other.publicKey) == secret)
  }

  @Test func the_secret_is_that_of_the_standard() throws {
    // NIST CAVS 14.1, ECC CDH primitive, P-256, COUNT = 0; the private key wrapped as PKCS #8.
    let scalar = "7d7dc5f71eb29ddaf80d6214632eeae03d9058af1fb6d22ed80badb62bc1a534"
    let point =
      "04ead218590119e8876b29146ff89ca61770c4edbbf97d38ce385ed281d8a6b23028af61281fd35e2fa7002523acc8"
      + "5a429cb06ee6648325389f59edfce1405141"
    let other =
      "04700c48f77f56584c5cc632ca65640db91b6bacce3a4df6b42ce7cc838833d287db71e509e3fd9b060ddb20ba5c51"
      + "dcc5948d46fbf640dfe0441782cab85fa4ac"
    let wrapped =
      "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420" + scalar
      + "a144034200" + point
    let key = try AgreementKey(privateKey: try #require(Hexadecimal.bytes(wrapped)))
    #expect(Hexadecimal.text(key.publicKey) == point)
    let secret = try key.secret(with: try #require(Hexadecimal.bytes(other)))
    #expect(
      Hexadecimal.text(secret)
        == "46fc62106420ff012e54a434fbdd2d25ccc5852060561e68040dd7778997bd7b")
  }

  @Test(arguments: [[], [4], Array(repeating: UInt8(4), count: 65), [0]])
  func what_is_no_point_of_the_curve_is_refused(_ point: [UInt8]) throws {
    let key = try AgreementKey()
    #expect(throws: AgreementFailed.self) { try key.secret(with: point) }
    #expect(throws: AgreementFailed.self) { try AgreementKey(privateKey: point) }
  }

  @Test func the_passphrase_of_any_owner_opens_and_no_other_does() throws {
    let keys = try ["lantern orchard copper tide", "a second manager's words"].map {
      try PassphraseKey(under: $0, rounds: Self.rounds)
    }
    let box = try SharedBox(locking: Self.content, for: keys)
    #expect(box.open(with: "lantern orchard copper tide") == Self.content)
    #expect(box.open(with: "a second manager's words") == Self.content)
    #expect(box.open(with: "lantern orchard copper tides") == nil)
    #expect(
      try SharedBox(locking: Self.content, for: [keys[1]]).open(
        with: "lantern orchard copper tide") == nil)
    #expect(box.ways[0].ephemeral != box.ways[1].ephemeral)
    #expect(keys[0].fingerprint != keys[1].fingerprint && keys[0].fingerprint.count == 16)
  }

  @Test func the_private_key_lies_nowhere_in_the_clear() throws {
    let key = try PassphraseKey(under: "lantern orchard copper tide", rounds: Self.rounds)
    let pair = try #require(key.privateKey.open(with: "lantern orchard copper tide"))
    #expect(try AgreementKey(privateKey: pair).publicKey == key.publicKey)
    #expect(Data(key.privateKey.content.locked).range(of: Data(pair.suffix(65))) == nil)
    #expect(key.privateKey.open(with: "another") == nil)
  }

  @Test(arguments: [
    ("lantern orchard copper tide", true), ("Xq7#pL2vRz9!mWc4", true),
    ("lantern orchard", false), ("aaaaaaaaaaaaaaaaaaaa", false), ("1212121212121212", false),
    ("tide tide tide tide", false), ("abcdefghijklmnopq", false),
    ("moss orchard copper tide", false), ("kith orchard copper tide", false),
    ("Fable, orchard, copper, tide", false), ("", false),
  ])
  func a_passphrase_is_long_and_not_easily_guessed(_ passphrase: String, _ isGood: Bool) {
    #expect((Passphrase.problem(passphrase, known: ["moss", "Moss Fable"]) == nil) == isGood)
  }
}
