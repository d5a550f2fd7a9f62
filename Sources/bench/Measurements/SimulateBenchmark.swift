import Foundation

/// Makes up the authority of many children that the later benchmarks read.
struct SimulateBenchmark: Benchmark {
  let workshop: Workshop

  func run() async throws -> Findings {
    let usage = try await workshop.makeManyChildren()
    let attributes = try FileManager.default.attributesOfItem(
      atPath: try await workshop.manyChildren())
    let megabytes = (attributes[.size] as? Double ?? 0) / 1e6
    return Findings(
      title: "Making up children",
      figures: [
        Figure(
          "Making up \(Figure.number(workshop.sizes.children)) children (`kith simulate`), elapsed",
          usage.wall, .seconds),
        Figure("The same, CPU", usage.cpu, .seconds),
        Figure("The same, most memory", usage.peakMemory, .megabytes),
      ],
      method: """
        `kith simulate --without-casework` makes up children with journeys of five years and writes them into a new \
        database of \(Figure.number(megabytes)) MB with its log, its chains and all that is derived. The benchmarks below use \
        this database.
        """,
      notes: [])
  }
}
