import CareRecord
import CivilTime
import Store
import Testing

struct Unexpected: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// Expects a commit to be refused for problems with exactly these fields.
func expectProblem(
  _ fields: String..., sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () async throws -> CommitReceipt
) async {
  do {
    _ = try await body()
    Issue.record("It was kept", sourceLocation: sourceLocation)
  } catch CommitRefused.problems(_, _, let problems) {
    #expect(problems.map(\.field) == fields, sourceLocation: sourceLocation)
  } catch {
    Issue.record("\(error)", sourceLocation: sourceLocation)
  }
}

/// Expects a commit to be refused because the policy says so.
func expectNotAllowed(
  sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> CommitReceipt
) async {
  do {
    _ = try await body()
    Issue.record("It was kept", sourceLocation: sourceLocation)
  } catch CommitRefused.notAllowed(_, let text) {
    #expect(!text.isEmpty, sourceLocation: sourceLocation)
  } catch {
    Issue.record("\(error)", sourceLocation: sourceLocation)
  }
}

/// A fact every field of which holds something.
func filled(_ type: any Fact.Type, text: String = "'£\0\n\u{1F600}\"") throws -> any Fact {
  func fill<F: Fact>(_ type: F.Type) throws -> any Fact {
    var fact = F()
    for (number, field) in F.fields.enumerated() {
      let cell: Cell =
        switch field.about.type {
        case .day: .day(day("2026-03-04") + number)
        case .flag: .flag(number.isMultiple(of: 2))
        case .number, .subject, .fact: .integer(Int64(number) + 7)
        case .text, .narrative: .text("\(text) \(number)")
        case .code: .text("X\(number)")
        case .codes: .text("A B\(number)")
        case .partialDay: .text("zz/05/2010")
        }
      try #require(field.write(&fact, cell), "\(F.kind.name).\(field.about.name)")
    }
    return fact
  }
  return try fill(type)
}
