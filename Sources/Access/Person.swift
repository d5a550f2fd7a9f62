public import CareRecord

/// Someone who has an account: a member of staff of one authority, by name.
public struct Person: Hashable, Sendable {
  /// The name they sign in with; lower case.
  public let user: String
  public let name: String
  public let authority: Authority
  public let roles: Set<Role>
  /// The team whose children a manager answers for.
  public let team: String?
  /// The Social Work England number by which allocations name them.
  public let workerNumber: String?

  /// How allocations name them: by number, or by user name where they have none.
  public var worker: String { workerNumber ?? user }

  public init(
    user: String, name: String, authority: Authority, roles: Set<Role>, team: String? = nil,
    workerNumber: String? = nil
  ) {
    self.user = user
    self.name = name
    self.authority = authority
    self.roles = roles
    self.team = team
    self.workerNumber = workerNumber
  }
}

/// What someone is employed to do.
///
/// Source: roles and access, section 2.
public enum Role: String, CaseIterable, Sendable {
  case socialWorker
  case teamManager
  case dataOfficer
  case principalSocialWorker
  case directorOfChildrensServices
  case systemCustodian

  public var label: String {
    switch self {
    case .socialWorker: "Social worker"
    case .teamManager: "Team manager"
    case .dataOfficer: "Data officer"
    case .principalSocialWorker: "Principal social worker"
    case .directorOfChildrensServices: "Director of children’s services"
    case .systemCustodian: "System custodian"
    }
  }
}
