import Access
public import CivilTime

/// A reason by which the reader opened the record, and until when it holds.
public struct Opening: Hashable, Sendable {
  public let reason: String
  public let until: Instant

  public init(reason: String, until: Instant) {
    self.reason = reason
    self.until = until
  }
}

extension Ground {
  /// Why the reader may see the record, said to the reader.
  func words(_ opening: Opening?) -> String {
    switch self {
    case .allocation: "You are the allocated social worker."
    case .team: "You manage the team that this child is allocated to."
    case .unallocated: "No worker is allocated to this child, so any manager may open the record."
    case .role(let role): "You are reading as \(role.label.lowercased())."
    case .reason:
      opening.map {
        "You gave a reason: “\($0.reason)”. The record is open to you until \($0.until.spokenTime)."
      } ?? "You gave a reason, which opens the record for \(Policy.minutesOpenedByReason) minutes."
    default: "You may see this record."
    }
  }
}
