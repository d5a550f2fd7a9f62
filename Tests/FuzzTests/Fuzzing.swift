import Foundation
import Testing

/// How long, from which seed, and where the input goes on which a reader stopped.
///
/// `make test` tries a few hundred inputs, always the same; `make fuzz` tries as many as are asked
/// for, with the address sanitizer on.
enum Fuzzing {
  /// Rounds over every sample of a format.
  static let rounds = number("KITH_FUZZ_ROUNDS") ?? 6
  static let seed = UInt64(number("KITH_FUZZ_SEED") ?? 1)
  /// Where each input is written before it is read, so that the one that ends the process stays.
  private static let folder = ProcessInfo.processInfo.environment["KITH_FUZZ_FOLDER"]

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  /// Damages each sample in turn and hands it to `read`, which must come back.
  static func run(
    _ name: String, words: [String], _ samples: [[UInt8]], rounds: Int = Fuzzing.rounds,
    _ read: ([UInt8]) async throws -> Void
  ) async throws {
    try #require(!samples.isEmpty)
    var mutator = Mutator(words: words, seed: seed)
    for _ in 0..<rounds {
      for sample in samples {
        let input = mutator.damaged(sample)
        try keep(input, name)
        try await read(input)
      }
    }
    if let folder { try? FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
  }

  private static func keep(_ input: [UInt8], _ name: String) throws {
    guard let folder else { return }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(input).write(to: URL(filePath: "\(folder)/\(name)"))
  }

  /// What readers once stopped on, by the name of the format that their names begin with.
  static func kept(_ name: String) throws -> [[UInt8]] {
    let folder = try #require(Bundle.module.url(forResource: "Kept", withExtension: nil))
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix(name + "-") }.sorted()
      .map { try [UInt8](Data(contentsOf: folder.appending(path: $0))) }
  }

  /// The sample files that lie beside the tests, and no more of each than a quick reader needs.
  static func samples(_ folder: String, _ suffix: String, bytes: Int = 20_000) throws -> [Sample] {
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Samples/\(folder)")
    return try FileManager.default.contentsOfDirectory(atPath: path.path)
      .filter { $0.hasSuffix(suffix) }.sorted()
      .map { name in
        Sample(
          name: name, bytes: [UInt8](try Data(contentsOf: path.appending(path: name)).prefix(bytes))
        )
      }
  }

  struct Sample {
    let name: String
    let bytes: [UInt8]
  }
}
