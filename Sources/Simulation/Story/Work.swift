/// What teams do, by the names of the file of teams.
enum Work: String, CaseIterable, Sendable {
  case referral, assessment, familyHelp, childProtection, lookedAfter, unaccompanied
  case disabledChildren, leavingCare, reviewing

  /// How many work there for each locality of about a thousand children known in five years.
  var staff: Int {
    switch self {
    case .familyHelp: 6
    case .assessment: 4
    case .childProtection, .lookedAfter: 3
    case .referral, .unaccompanied, .disabledChildren, .leavingCare, .reviewing: 2
    }
  }
}
