#if DEBUG
  import Foundation
  import Synchronization

  /// Keeps every statement that is sent to a database while Kith is tested, each once, in the folder that
  /// `KITH_TEST_STATEMENTS` names: `scripts/check-statements` reads them afterwards.
  ///
  /// There is none in a release build.
  final class StatementWatch: Sendable {
    static let ofTests: StatementWatch? = {
      let folder = ProcessInfo.processInfo.environment["KITH_TEST_STATEMENTS"] ?? ""
      return folder.isEmpty ? nil : StatementWatch(folder: folder)
    }()

    private let file: FileHandle
    private let seen = Mutex<Set<String>>([])

    private init?(folder: String) {
      let path = folder + "/\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString).sql"
      guard FileManager.default.createFile(atPath: path, contents: nil),
        let file = FileHandle(forWritingAtPath: path)
      else { return nil }
      self.file = file
    }

    func see(_ sql: String, in dialect: SQLDialect) {
      seen.withLock { seen in
        guard seen.insert("\(dialect)\t\(sql)").inserted else { return }
        let line = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        try? file.write(contentsOf: Data("\(dialect)\t\(line)\n".utf8))
      }
    }
  }
#endif
