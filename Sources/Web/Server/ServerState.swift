public import Operation
import Store
import Synchronization

/// What a server knows of itself while it runs.
public final class ServerState: Sendable {
  public let metrics = Metrics()
  let requests: Places
  let largeForms: Places
  let uploads: Places
  private let answering = Mutex(0)
  private let watches = Mutex<[StoreWatch]>([])
  private let drainingSince = Mutex<ContinuousClock.Instant?>(nil)

  public init(_ limits: WebLimits = WebLimits()) {
    requests = Places(limits.requestsAtOnce)
    largeForms = Places(limits.largeFormsAtOnce)
    uploads = Places(limits.uploadsAtOnce)
    metrics.describe(
      Figure.requests, .counter, "Requests answered, by route pattern and class of status.")
    metrics.describe(
      Figure.seconds, .histogram, "Seconds from the head of a request to its answer.")
    metrics.describe(Figure.signInFailures, .counter, "Sign-ins refused.")
    metrics.describe(Figure.commits, .counter, "Commits that people made on pages.")
    metrics.describe(
      Figure.reads, .counter, "Times that records or lists were read on pages, each logged.")
    metrics.describe(
      Figure.unavailable, .counter, "Times that the database could not do what was asked.")
    metrics.read(Figure.inFlight, "Requests begun and not yet answered, this one too.") {
      [weak self] in self.map { Double($0.answering.withLock { $0 }) }
    }
    metrics.read("kith_authorities", "Authorities that are served.") { [weak self] in
      self.map { Double($0.authorities) }
    }
    metrics.read("kith_store_read_only", "1 while the database cannot be written.") {
      [weak self] in
      self?.watches.withLock { $0.contains(where: \.isReadOnly) } == true ? 1 : 0
    }
    metrics.read("kith_draining", "1 while the server is stopping.") { [weak self] in
      self?.isDraining == true ? 1 : 0
    }
    metrics.read(
      "kith_records_to_prepare", "Records of which what this version needs is not made yet."
    ) { [weak self] in
      self.map { Double($0.preparations.reduce(0) { $0 + $1.total - $1.done }) }
    }
    metrics.read(
      "process_resident_memory_bytes", "Memory in use.", { ProcessFigures.memory })
    metrics.read(
      "process_cpu_seconds_total", as: .counter, "Processor time used.",
      { ProcessFigures.processorSeconds })
    metrics.read("process_open_fds", "Files and connections open.", { ProcessFigures.openFiles })
    let clock = ContinuousClock()
    let start = clock.now
    metrics.read("kith_uptime_seconds", "Seconds since the start.") {
      (clock.now - start).seconds
    }
  }

  /// How many authorities have pages here.
  var authorities: Int { watches.withLock { $0.count } }

  /// What stores still make, of all authorities.
  var preparations: [Preparation] { watches.withLock { $0.compactMap(\.preparation) } }

  /// Takes on the watch over the store of a further authority.
  func adopt(_ watch: StoreWatch) { watches.withLock { $0.append(watch) } }

  func begin() { answering.withLock { $0 += 1 } }
  func end() { answering.withLock { $0 -= 1 } }

  /// Whether it takes no new work, and ends when what it has begun is done.
  public var isDraining: Bool { drainingTime != nil }

  /// How long it has been stopping; nil where it is not.
  public var drainingTime: Duration? {
    drainingSince.withLock { $0 }.map { $0.duration(to: .now) }
  }

  public func drain() { drainingSince.withLock { $0 = $0 ?? .now } }
}

/// The names under which the server counts.
enum Figure {
  static let requests = "kith_http_requests_total"
  static let seconds = "kith_http_request_duration_seconds"
  static let inFlight = "kith_http_requests_in_flight"
  static let signInFailures = "kith_sign_in_failures_total"
  static let commits = "kith_commits_total"
  static let reads = "kith_reads_total"
  static let unavailable = "kith_store_unavailable_total"
  static let queues = "kith_queue_length"
}

extension Duration {
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
