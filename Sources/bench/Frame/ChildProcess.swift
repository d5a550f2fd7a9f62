import Foundation

/// A program that was started, with what it uses.
///
/// Foundation's `Process` collects its children itself, and with them the only account of what each
/// of them used; so this starts and collects its own.
final class ChildProcess {
  let id: pid_t
  let started: Double
  private var isCollected = false
  private var usage = Usage()
  private var code: Int32 = 0

  /// - Parameters:
  ///   - output: where its standard output and its errors go
  init(_ program: String, _ arguments: [String], output: Int32) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)

    // What this program ignores, a program that it starts would ignore too.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let environment =
      ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + environment { free(text) } }
    var id = pid_t()
    started = WallTime.now
    let problem = posix_spawnp(&id, program, &actions, &attributes, words, environment)
    guard problem == 0 else {
      throw BenchFailed("\(program) cannot be started: \(String(cString: strerror(problem)))")
    }
    self.id = id
  }

  deinit {
    if !isCollected { kill(id, SIGKILL) }
  }

  /// CPU seconds so far.
  var cpu: Double { CPUClock.seconds(ofProcess: id) ?? 0 }

  /// Memory that it holds now, in MB.
  var memory: Double { memory("VmRSS") }

  func askToEnd() { kill(id, SIGTERM) }

  /// Waits for its end.
  ///
  /// Its greatest memory is asked for again and again while it runs: what the system says at the end
  /// may be that of the program that started it.
  /// - Returns: what it used, and its exit code
  func end() throws -> (usage: Usage, code: Int32) {
    while try !hasEnded() { usleep(10_000) }
    return (usage, code)
  }

  /// Whether it has ended.
  func hasEnded() throws -> Bool {
    if isCollected { return true }
    usage.peakMemory = max(usage.peakMemory, memory("VmHWM"))
    var status: Int32 = 0
    var used = rusage()
    let ended = wait4(id, &status, WNOHANG, &used)
    guard ended >= 0 else { throw BenchFailed("Process \(id) is lost.") }
    guard ended == id else { return false }
    isCollected = true
    usage.wall = WallTime.now - started
    usage.cpu = seconds(used.ru_utime) + seconds(used.ru_stime)
    code = status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    return true
  }

  private func memory(_ name: String) -> Double {
    guard let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name + ":") }),
      let kibibytes = Double(line.split(whereSeparator: \.isWhitespace)[1])
    else { return 0 }
    return kibibytes * 1024 / 1e6
  }

  private func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
