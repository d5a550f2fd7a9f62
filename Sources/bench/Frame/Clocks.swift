import Foundation

/// CPU seconds, which other programs on the same machine disturb less than elapsed time.
enum CPUClock {
  /// Used by this process so far, by all of its threads.
  static var own: Double { seconds(of: CLOCK_PROCESS_CPUTIME_ID) }

  /// Used so far by another process that still runs, to the nanosecond; nil where there is none.
  static func seconds(ofProcess id: pid_t) -> Double? {
    var clock = clockid_t()
    guard clock_getcpuclockid(id, &clock) == 0 else { return nil }
    return seconds(of: clock)
  }

  private static func seconds(of clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Elapsed seconds, by a clock that nobody sets.
enum WallTime {
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
