import Foundation

/// What the operating system says of this process; nil where it does not say.
public enum ProcessFigures {
  /// Bytes of memory that are in use and in the machine.
  public static var memory: Double? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else {
      return nil
    }
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) }
    return pages.map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) }
  }

  /// Seconds of processor time since the start.
  public static var processorSeconds: Double? {
    var time = timespec()
    guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return nil }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
  }

  public static var openFiles: Double? {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")).map {
      Double($0.count)
    }
  }

  /// Lets the process hold so many files and connections open, as far as the machine allows.
  /// - Returns: how many it may hold.
  public static func allowOpenFiles(_ count: Int) -> Int {
    var limit = rlimit()
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(files, &limit) == 0 else { return count }
    if limit.rlim_cur < rlim_t(count) {
      limit.rlim_cur = min(rlim_t(count), limit.rlim_max)
      _ = setrlimit(files, &limit)
    }
    return Int(clamping: limit.rlim_cur)
  }
}
