import Foundation

/// A page in one file that holds another page locked, and opens it with a passphrase in any browser,
/// without a network.
public struct LockedPage: Component {
  /// What was locked (AES-256-GCM), and the ways to its key, of which each takes a passphrase.
  public struct Content: Sendable {
    let ways: [Way]
    let nonce: [UInt8]
    let locked: [UInt8]

    /// - Parameter locked: the page in UTF-8, encrypted, with the sixteen bytes of its tag behind it
    public init(ways: [Way], nonce: [UInt8], locked: [UInt8]) {
      self.ways = ways
      self.nonce = nonce
      self.locked = locked
    }
  }

  /// A way to the key of the content: the passphrase opens a private key (PBKDF2 with HMAC-SHA-256,
  /// AES-256-GCM), and that and the ephemeral public key make the key under which the key of the
  /// content lies (ECDH on P-256, HKDF with HMAC-SHA-256).
  public struct Way: Sendable {
    let salt: [UInt8]
    let rounds: Int
    let nonce: [UInt8]
    let privateKey: [UInt8]
    let publicKey: [UInt8]
    let ephemeral: [UInt8]
    let keyNonce: [UInt8]
    let key: [UInt8]

    /// - Parameters:
    ///   - privateKey: PKCS #8, encrypted
    ///   - key: the key of the content, encrypted
    public init(
      salt: [UInt8], rounds: Int, nonce: [UInt8], privateKey: [UInt8], publicKey: [UInt8],
      ephemeral: [UInt8], keyNonce: [UInt8], key: [UInt8]
    ) {
      self.salt = salt
      self.rounds = rounds
      self.nonce = nonce
      self.privateKey = privateKey
      self.publicKey = publicKey
      self.ephemeral = ephemeral
      self.keyNonce = keyNonce
      self.key = key
    }
  }

  private let title: String
  private let introduction: [String]
  private let content: Content
  private let style: [UInt8]
  private let script: [UInt8]

  /// - Parameter introduction: what anyone may read: what the file is for, and whom to ask for the
  ///   passphrase
  /// - Throws: `StaticFile.MissingFile` where a file of the program was not installed beside it.
  public init(
    _ title: String, introduction: [String], holding content: Content
  ) throws(StaticFile.MissingFile) {
    self.title = title
    self.introduction = introduction
    self.content = content
    style = try StaticFile.offlineStylesheet.bytes()
    script = try StaticFile.unlockScript.bytes()
  }

  /// The page as it is written, in UTF-8.
  public var bytes: [UInt8] { markup.bytes }

  private static let titleElement = Element("title")
  private static let styleElement = Element("style")
  private static let scriptElement = Element("script")
  private static let noScriptElement = Element("noscript")

  /// Base64 and digits only, so that nothing in it can end the element it stands in.
  private var data: Markup {
    func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
    let ways = content.ways.map { way in
      """
      {"salt":"\(base64(way.salt))","rounds":\(way.rounds),"nonce":"\(base64(way.nonce))",\
      "private":"\(base64(way.privateKey))","public":"\(base64(way.publicKey))",\
      "ephemeral":"\(base64(way.ephemeral))","keyNonce":"\(base64(way.keyNonce))",\
      "key":"\(base64(way.key))"}
      """
    }
    return Markup(
      bytes: Array(
        """
        {"ways":[\(ways.joined(separator: ","))],"nonce":"\(base64(content.nonce))",\
        "content":"\(base64(content.locked))"}
        """.utf8))
  }

  private var pageTitle: Markup { LockedPage.titleElement { title } }

  public var markup: Markup {
    Markup(bytes: Array("<!DOCTYPE html>\n".utf8))
    html(.lang("en-GB")) {
      head {
        meta(.charset("utf-8"))
        pageTitle
        meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
        LockedPage.styleElement { Markup(bytes: style) }
      }
      body {
        main(.id("main-content")) {
          h1 { title }
          for line in introduction { p { line } }
          LockedPage.noScriptElement {
            p {
              "Turn on scripts in this browser to open the file. Nothing in it is sent anywhere."
            }
          }
          form {
            p {
              label(.for("passphrase")) { "Passphrase" }
              input(
                .id("passphrase"), .type("password"), .name("passphrase"), .autocomplete("off"))
            }
            p { button(.type("submit")) { "Open" } }
          }
          p(.id("said"), .role("alert")) {}
        }
        LockedPage.scriptElement(.id("locked"), .type("application/json")) { data }
        LockedPage.scriptElement { Markup(bytes: script) }
      }
    }
  }
}
