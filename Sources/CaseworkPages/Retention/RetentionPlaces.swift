import Access
public import CareRecord
public import HTML
import Retention

extension Link {
  public static let retention: Link = "/retention"
  public static let legalHolds: Link = "/retention/holds"
  public static let schedules: Link = "/retention/schedules"
  public static let destroyedRecords: Link = "/retention/destroyed"
  public static let backups: Link = "/retention/backups"

  public static func review(of subject: Subject) -> Link {
    retention.appending("records", subject.id.text)
  }

  public static func certificate(_ number: Int64) -> Link {
    destroyedRecords.appending(String(number))
  }

  public static func liftHold(_ number: Int64) -> Link {
    legalHolds.appending(String(number), "lift")
  }
}

/// The pages about keeping and destroying, side by side.
struct RetentionNavigation: Component {
  let current: Link
  let person: Person

  var markup: Markup {
    SubNavigation("Retention", items, current: current).markup
  }

  private var items: [NavigationItem] {
    var items: [NavigationItem] = []
    if Policy.mayReviewRetention(person) {
      items += [
        NavigationItem("Records due", .retention), NavigationItem("Legal holds", .legalHolds),
        NavigationItem("Schedules", .schedules),
      ]
    }
    return items + [
      NavigationItem("Destroyed records", .destroyedRecords), NavigationItem("Backups", .backups),
    ]
  }
}

/// Who did something, by the name that their account has.
struct PeopleNames {
  let names: [String: String]

  func name(of user: String) -> String { names[user] ?? user }
}

/// The name of a kind of fact in the middle of a list: "case note".
func factLabel(_ kind: String) -> String {
  FactRegister.kinds.first { $0.kind.name == kind }?.kind.label ?? kind
}
