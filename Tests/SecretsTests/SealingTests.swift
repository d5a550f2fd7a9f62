import Testing

@testable import Secrets

/// What is sealed comes back whole or not at all.
@Suite struct SealingTests {
  private static let pieces = [
    Array("first".utf8), [], [UInt8](repeating: 7, count: 100_000), Array("last".utf8),
  ]

  private func sealed(_ key: StreamKey) -> (header: [UInt8], pieces: [[UInt8]]) {
    var sealer = StreamSealer(key)
    let pieces = SealingTests.pieces.enumerated().map { index, piece in
      sealer.seal(piece, isLast: index == SealingTests.pieces.count - 1)
    }
    return (sealer.header, pieces)
  }

  @Test func a_sealed_stream_opens_with_its_key() throws {
    let key = StreamKey()
    let (header, pieces) = sealed(key)
    let same = try #require(StreamKey(key.text))
    var opener = try #require(StreamOpener(same, header: header))
    for (index, piece) in pieces.enumerated() {
      let found = opener.open(piece)
      let opened = try #require(found)
      #expect(opened.piece == SealingTests.pieces[index])
      #expect(opened.isLast == (index == pieces.count - 1))
    }
  }

  @Test func a_changed_a_missing_and_a_moved_piece_are_found() throws {
    let key = StreamKey()
    let (header, pieces) = sealed(key)
    var changed = pieces[0]
    changed[3] ^= 1
    for first in [changed, pieces[1], [], Array(pieces[0].dropLast())] {
      var opener = try #require(StreamOpener(key, header: header))
      let opened = opener.open(first)
      #expect(opened == nil)
    }
  }

  @Test func another_key_opens_nothing() throws {
    let (header, pieces) = sealed(StreamKey())
    var opener = try #require(StreamOpener(StreamKey(), header: header))
    let opened = opener.open(pieces[0])
    #expect(opened == nil)
  }

  @Test func a_key_with_a_mistyped_digit_is_no_key() {
    let text = StreamKey().text
    let wrong = (text.first == "0" ? "1" : "0") + text.dropFirst()
    #expect(StreamKey(text) != nil)
    #expect(StreamKey(wrong) == nil)
    #expect(StreamKey("") == nil)
    #expect(StreamKey(String(text.dropLast())) == nil)
  }

  @Test(arguments: [
    // RFC 7914, section 11: PBKDF2-HMAC-SHA-256, the first 32 bytes.
    ("passwd", "salt", 1, "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"),
    (
      "Password", "NaCl", 80_000,
      "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
    ),
  ])
  func the_key_of_a_passphrase_is_PBKDF2(
    _ passphrase: String, _ salt: String, _ rounds: Int, _ key: String
  ) {
    let made = PassphraseBox.key(passphrase, salt: Array(salt.utf8), rounds: rounds)
    #expect(Hexadecimal.text(made) == key)
  }

  @Test func a_locked_box_opens_with_its_passphrase_only() throws {
    let content = Array("open cases – £".utf8)
    let box = try PassphraseBox(locking: content, under: "three plain words", rounds: 1_000)
    #expect(box.open(with: "three plain words") == content)
    #expect(box.open(with: "three plain word") == nil)
    #expect(!box.content.locked.starts(with: content))
  }
}
