import Foundation

/// A page in one file that holds another page locked, and opens it with a passphrase in any browser,
/// without a network.
public struct LockedPage: Component {
  /// What was locked, and all but the passphrase that opens it: AES-256-GCM, under a key that PBKDF2
  /// with HMAC-SHA-256 makes of the passphrase.
  public struct Content: Sendable {
    let salt: [UInt8]
    let nonce: [UInt8]
    let rounds: Int
    let locked: [UInt8]

    /// - Parameter locked: the page in UTF-8, encrypted, with the sixteen bytes of its tag behind it
    public init(salt: [UInt8], nonce: [UInt8], rounds: Int, locked: [UInt8]) {
      self.salt = salt
      self.nonce = nonce
      self.rounds = rounds
      self.locked = locked
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
    return Markup(
      bytes: Array(
        """
        {"salt":"\(base64(content.salt))","nonce":"\(base64(content.nonce))",\
        "rounds":\(content.rounds),"content":"\(base64(content.locked))"}
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
