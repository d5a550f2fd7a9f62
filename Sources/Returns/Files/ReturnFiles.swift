import Foundation

/// The files that someone handed over: CSV and XML files found, opened and decoded, and what was
/// wrong with the rest.
public struct ReturnFiles: Sendable {
  public private(set) var files: [SourceFile] = []
  public private(set) var refusals: [Refusal] = []
  private let limits: ReadingLimits

  /// Opens files, zip files and folders.
  ///
  /// A folder is read one level deep, in order of name. What cannot be read becomes a refusal; the
  /// rest is read.
  public init(paths: [String], limits: ReadingLimits = .standard) {
    self.limits = limits
    for path in paths { take(path: path) }
  }

  /// Takes files that are already in memory, such as an upload.
  public init(uploads: [(name: String, bytes: [UInt8])], limits: ReadingLimits = .standard) {
    self.limits = limits
    for upload in uploads { take(name: upload.name, bytes: upload.bytes) }
  }

  /// Takes files that were sent, one after the other.
  public init(received: [ReceivedFile], limits: ReadingLimits = .standard) {
    self.limits = limits
    for file in received {
      attempt { () throws(Refusal) in (file.name, try file.bytes(limits)) }
    }
  }

  /// What is worth knowing about the files that were read.
  public var notes: [ReadingNote] { files.flatMap(\.notes) }
}

extension ReturnFiles {
  private mutating func take(path: String) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      take(folder: path)
      return
    }
    let limits = limits
    attempt { () throws(Refusal) in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return (name, try DiskFile(path: path, name: name).read(limits))
    }
  }

  private mutating func take(folder path: String) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      refusals.append(
        Refusal(
          .file, file: path, reason: "Kith has no permission to look into this folder",
          remedy: "Give the account that runs Kith permission to read it, or copy it elsewhere."))
      return
    }
    guard names.count <= limits.files else {
      refusals.append(
        Refusal(
          .file, file: path, reason: "the folder holds \(names.count) files",
          expected: "\(limits.files) at most", remedy: "Choose a folder that holds only the return."
        )
      )
      return
    }
    let readable = names.filter { name in
      !name.hasPrefix(".") && ReturnFiles.endings.contains { name.lowercased().hasSuffix($0) }
    }
    guard !readable.isEmpty else {
      refusals.append(
        Refusal(
          .file, file: path, reason: "there is no CSV, XML or zip file in this folder",
          expected: "the files of a return straight in the folder",
          remedy: "Choose the folder that holds the files, or the files themselves."))
      return
    }
    for name in readable.sorted() { take(path: path + "/" + name) }
  }

  /// Files of a folder with other endings are not part of a return and are passed over.
  private static let endings = [".csv", ".xml", ".zip", ".txt", ".xlsx", ".xls", ".ods"]

  private mutating func take(name: String, bytes: [UInt8]) {
    attempt { () throws(Refusal) in (name, bytes) }
  }

  private mutating func attempt(
    _ read: () throws(Refusal) -> (name: String, bytes: [UInt8])
  ) {
    do throws(Refusal) {
      let (name, bytes) = try read()
      if FileSignature(bytes) == .zip {
        let contents = try ZipArchive.contents(of: name, bytes, limits: limits)
        refusals += contents.refusals
        if contents.files.isEmpty && contents.refusals.isEmpty { throw .emptyFile(name) }
        for entry in contents.files { take(unpacked: entry.name, entry.bytes) }
      } else {
        files.append(try SourceFile(name: name, bytes: bytes, limits: limits))
      }
    } catch {
      refusals.append(error)
    }
  }

  private mutating func take(unpacked name: String, _ bytes: [UInt8]) {
    do throws(Refusal) {
      if FileSignature(bytes) == .zip, bytes.isOfficeDocument { throw .spreadsheet(name) }
      files.append(try SourceFile(name: name, bytes: bytes, limits: limits))
    } catch {
      refusals.append(error)
    }
  }
}

extension [UInt8] {
  /// Whether a packed file begins like a spreadsheet or another office document.
  fileprivate var isOfficeDocument: Bool {
    let start = prefix(200)
    return start.firstRange(of: Array("[Content_Types].xml".utf8)) != nil
      || start.firstRange(of: Array("mimetypeapplication/vnd".utf8)) != nil
  }
}
