/// A measurement that could not be made, and why.
struct BenchFailed: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
