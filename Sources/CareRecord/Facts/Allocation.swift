public import CivilTime

/// A worker holds the case, for a time.
///
/// Source: SSDA903 SW_ID, SW_DECOM, SW_DEC and SW_REASON (from 2023-24, when parts of a date might be
/// unknown).
public struct Allocation: Fact {
  public var worker: SubjectID?
  public var workerNumber = ""
  public var workerName = ""
  public var team = ""
  public var from: PartialDay?
  public var to: PartialDay?
  public var reason: Code<AllocationReason>?

  public init() {}

  public static let kind = FactKind("allocation", "Allocated worker")

  public static let fields: [Field<Allocation>] = [
    Field("worker", \.worker, "Worker"),
    Field(
      "worker_number", \.workerNumber, "Social Work England number",
      help: "SW and the number, or XX where there is none"),
    Field("worker_name", \.workerName, "Name of the worker", inHeadline: true),
    Field("team", \.team, "Team", inHeadline: true),
    Field("from", \.from, "From", required: .always),
    Field("to", \.to, "To"),
    Field("reason", \.reason, "Why this worker took over"),
  ]

  public var occurred: Occurrence? { from?.day.map { .span(from: $0, to: to?.day) } }
}

/// Why a social worker took over.
public enum AllocationReason: CodedValue {
  public static var codeSet: String { "ssda903.SW_REASON" }
}
