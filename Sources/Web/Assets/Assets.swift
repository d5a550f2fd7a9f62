import Foundation
import HTML
import Secrets

/// The files that every page loads, held in memory, each under an address that changes with its
/// content: so browsers may keep it for ever.
struct Assets: Sendable {
  struct File: Sendable {
    let address: String
    let type: String
    let bytes: [UInt8]
  }

  private let files: [String: File]
  /// What every page loads of them.
  let frame: PageFrame.Assets
  /// Where GOV.UK Frontend was looked for and not found; nil where all is there.
  let missing: String?

  static let stylesheet = "govuk-frontend.css"
  static let script = "govuk-frontend.js"

  /// - Parameter folder: where set-up put GOV.UK Frontend: absolute, or seen from the working
  ///   directory or from where the executable is.
  init(govukFrontend folder: String) throws {
    var contents: [String: [UInt8]] = [
      "kith.css": try StaticFile.stylesheet.bytes(), "kith.js": try StaticFile.script.bytes(),
    ]
    let found = Assets.govukFrontend(in: folder)
    contents["icon.svg"] = Array(Assets.icon.utf8)
    contents[Assets.stylesheet] = found?.stylesheet
    contents[Assets.script] = found?.script
    missing = found == nil ? folder : nil
    var files: [String: File] = [:]
    var addresses: [String: String] = [:]
    for (name, bytes) in contents {
      let version = Hexadecimal.text(Hash.of(bytes).prefix(8))
      addresses[name] = "\(version)-\(name)"
      files["\(version)-\(name)"] = File(
        address: "\(version)-\(name)", type: Assets.type(of: name), bytes: bytes)
    }
    self.files = files
    func link(_ name: String) -> Link? { addresses[name].map { Link("assets", $0) } }
    frame = PageFrame.Assets(
      stylesheets: [Assets.stylesheet, "kith.css"].compactMap(link),
      script: link("kith.js") ?? "/assets/kith.js",
      frontendScript: link(Assets.script) ?? "/assets/govuk-frontend.js",
      icon: link("icon.svg"))
  }

  /// The file under the last part of an address; there are no others, whatever the address says.
  subscript(address: String) -> File? { files[address] }

  private static func type(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    default: "image/svg+xml"
    }
  }

  /// A K on the ground of the pages' head.
  private static let icon = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" \
    rx="3" fill="#1f4e5f"/><path d="M5 3v10M11.5 3 5.5 8l6 5" fill="none" stroke="#fff" \
    stroke-width="2"/></svg>
    """

  /// What to say at the start where set-up has not run.
  var advice: String? {
    missing.map {
      "GOV.UK Frontend is not in \($0), so pages are plain. Run `make set-up` to fetch it, or say"
        + " where it is with --govuk-frontend."
    }
  }

  private static func govukFrontend(
    in folder: String
  ) -> (stylesheet: [UInt8], script: [UInt8])? {
    let executable = URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
    let places = [
      URL(filePath: folder), URL(filePath: folder, relativeTo: executable),
    ]
    for place in places {
      let names =
        (try? FileManager.default.contentsOfDirectory(atPath: place.path(percentEncoded: false)))
        ?? []
      // With a version in their names or without; the highest where several are there.
      let wanted = names.filter { $0.hasPrefix("govuk-frontend") }.sorted()
      guard let sheet = wanted.last(where: { $0.hasSuffix(".min.css") }),
        let script = wanted.last(where: { $0.hasSuffix(".min.js") }),
        let sheetData = try? Data(contentsOf: place.appending(path: sheet)),
        let scriptData = try? Data(contentsOf: place.appending(path: script))
      else { continue }
      return (Array(sheetData), Array(scriptData))
    }
    return nil
  }
}
