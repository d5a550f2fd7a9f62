public import CareRecord

/// Somebody who works for a fictional authority.
public struct SimulatedWorker: Hashable, Sendable {
  public let subject: Subject
  public let name: String
  /// The name to sign in with: lower case letters, digits, a dot.
  public let user: String
  public let team: String
  /// `SW` and seven digits of which the first is a 9, which Social Work England has not given out.
  public let number: String
  public let isManager: Bool
}
