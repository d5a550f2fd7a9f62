import CivilTime
import HTML
import Retention
import Store

extension RetentionState {
  /// How far the review has come, in two words.
  var tag: Tag {
    switch self {
    case .open: Tag("Not reviewed", .grey)
    case .proposed: Tag("Proposed", .blue)
    case .approved: Tag("Approved", .orange)
    case .void: Tag("Proposal void", .yellow)
    case .kept: Tag("Kept", .green)
    }
  }
}

extension RetentionSchedule {
  /// "Looked after: 75 years from birth".
  var words: String { "\(title): \(years) years \(start.words)" }

  /// How well it was checked, in two words.
  var tag: Tag {
    switch standing {
    case .verified: Tag("Checked", .green)
    case .practice: Tag("As others do it", .yellow)
    case .unverified: Tag("Not checked", .red)
    }
  }
}

extension LegalHold.Scope {
  /// What a hold is about.
  var words: String {
    switch self {
    case .record: "One record"
    case .sort(let reason): "Every record kept for: \(reason.words)"
    case .every: "Every record"
    }
  }
}
