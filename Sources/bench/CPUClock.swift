import Foundation

/// CPU seconds, which other programs on the same machine disturb less than elapsed time.
enum CPUClock {
  /// Used by this process so far.
  static var own: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Used by child processes that have ended.
  static var children: Double {
    var usage = rusage()
    // RUSAGE_CHILDREN, which Linux and macOS both number so but declare differently.
    getrusage(-1, &usage)
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
