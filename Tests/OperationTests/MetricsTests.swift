import Operation
import Testing

/// What is counted is written as Prometheus reads it.
@Suite struct MetricsTests {
  @Test func counters_histograms_and_readings_are_written_in_order() {
    let metrics = Metrics()
    metrics.describe("b_total", .counter, "B.")
    metrics.describe("c_seconds", .histogram, "C.")
    metrics.read("a", "A.", { 1.5 })
    metrics.read("d", by: "queue", "D.") { ["x": 2, "y": 0] }
    metrics.add(to: "b_total", ["route": "/a\"b\\c\nd"])
    metrics.add(2, to: "b_total", ["route": "/z"])
    metrics.observe(0.02, in: "c_seconds", ["route": "/z"])
    metrics.observe(40, in: "c_seconds", ["route": "/z"])
    let text = metrics.text
    #expect(text.hasPrefix("# HELP a A.\n# TYPE a gauge\na 1.5\n# HELP b_total B.\n"))
    #expect(text.contains("\nb_total{route=\"/a\\\"b\\\\c\\nd\"} 1\nb_total{route=\"/z\"} 2\n"))
    #expect(text.contains("\nc_seconds_bucket{route=\"/z\",le=\"0.01\"} 0\n"))
    #expect(text.contains("\nc_seconds_bucket{route=\"/z\",le=\"0.025\"} 1\n"))
    #expect(text.contains("\nc_seconds_bucket{route=\"/z\",le=\"+Inf\"} 2\n"))
    #expect(text.contains("\nc_seconds_sum{route=\"/z\"} 40.02\n"))
    #expect(text.contains("\nc_seconds_count{route=\"/z\"} 2\n"))
    #expect(text.hasSuffix("d{queue=\"x\"} 2\nd{queue=\"y\"} 0\n"))
  }

  @Test func what_nobody_described_is_not_counted() {
    let metrics = Metrics()
    metrics.add(to: "nothing")
    metrics.observe(1, in: "nothing")
    #expect(metrics.text.isEmpty)
  }

  @Test func the_process_says_what_it_uses() throws {
    let before = try #require(ProcessFigures.processorSeconds)
    #expect(before > 0)
    #if os(Linux)
      #expect(try #require(ProcessFigures.memory) > 1_000_000)
      #expect(try #require(ProcessFigures.openFiles) > 2)
    #endif
  }
}
