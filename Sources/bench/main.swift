import Foundation

/// Measures Kith against what it promises; a subcommand per promise.
///
///     bench read .build/baseline Tests/Samples/ssda903
let arguments = CommandLine.arguments.dropFirst()
switch arguments.first {
case "read" where arguments.count == 3:
  do {
    let rest = arguments.dropFirst()
    try ReadBenchmark(baseline: rest.first ?? "", sample: rest.last ?? "").run()
  } catch {
    print("bench: \(error)")
    exit(1)
  }
default:
  print("usage: bench read BASELINE-PROGRAM FOLDER-OF-AN-SSDA903-SET")
  exit(2)
}
