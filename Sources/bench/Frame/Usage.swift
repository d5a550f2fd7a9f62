/// What a program used from its start to its end.
struct Usage {
  /// Elapsed seconds.
  var wall = 0.0
  /// CPU seconds of all its threads, the system's work for it included.
  var cpu = 0.0
  /// The most memory that it held at once, in MB (10⁶ bytes).
  var peakMemory = 0.0

  /// Two programs one after the other.
  static func + (first: Usage, second: Usage) -> Usage {
    Usage(
      wall: first.wall + second.wall, cpu: first.cpu + second.cpu,
      peakMemory: max(first.peakMemory, second.peakMemory))
  }
}
