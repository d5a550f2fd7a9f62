import Foundation

/// A file of this module that belongs to pages: their stylesheets and their script.
public enum StaticFile: String, CaseIterable, Sendable {
  case stylesheet = "kith.css"
  case script = "kith.js"
  /// The style of pages in one file.
  case offlineStylesheet = "offline.css"
  /// Opens a locked page.
  case unlockScript = "unlock.js"

  public var contentType: String {
    switch self {
    case .stylesheet, .offlineStylesheet: "text/css; charset=utf-8"
    case .script, .unlockScript: "text/javascript; charset=utf-8"
    }
  }

  /// Reads the file.
  ///
  /// Read it once, when the server starts.
  ///
  /// - Throws: `MissingFile` where the resources were not installed beside the program.
  public func bytes() throws(MissingFile) -> [UInt8] {
    let path = Bundle.module.bundlePath + "/Resources/" + rawValue
    do {
      return [UInt8](try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw MissingFile(path: path, reason: error.localizedDescription)
    }
  }

  public struct MissingFile: Error, CustomStringConvertible {
    let path: String
    let reason: String

    public var description: String {
      "\(path) could not be read (\(reason)). It belongs to the program: install it again."
    }
  }
}
