public import CareRecord
public import CivilTime
public import HTML

// Where every page of casework lies. Routes and pages both ask here.
extension Link {
  public static let search: Link = "/search"
  public static let children: Link = "/children"
  public static let childrenAsCSV: Link = "/children.csv"
  public static let drafts: Link = "/drafts"
  public static let imports: Link = "/imports"
  public static let findings: Link = "/findings"
  public static let findingsAsCSV: Link = "/findings.csv"
  public static let rules: Link = "/rules"

  /// A rule's page.
  /// - Parameter name: `ssda903` or `cin`
  public static func rule(_ code: String, of name: String) -> Link {
    rules.appending(name, code)
  }

  /// Where a record begins.
  public static func record(of subject: Subject) -> Link {
    Link("children", subject.id.text)
  }

  /// A part of a record; with a day, as Kith knew it at the end of that day.
  public static func record(
    of subject: Subject, _ part: RecordPart, knownOn day: Day? = nil
  ) -> Link {
    let start = record(of: subject)
    return (part == .overview ? start : start.appending(part.rawValue))
      .setting(AsKnown.name, day?.iso)
  }

  public static func fact(_ fact: FactID, of subject: Subject, knownOn day: Day? = nil) -> Link {
    record(of: subject).appending("facts", fact.text).setting(AsKnown.name, day?.iso)
  }

  /// Asks for which past day a record is to be shown.
  public static func asKnown(_ subject: Subject) -> Link {
    record(of: subject).appending("as-known")
  }

  /// Asks for a reason to open a record.
  public static func open(_ subject: Subject) -> Link {
    record(of: subject).appending("open")
  }

  public static func recordVisit(to subject: Subject) -> Link {
    record(of: subject).appending("visits", "new")
  }

  public static func editVisit(_ visit: FactID, of subject: Subject) -> Link {
    record(of: subject).appending("visits", visit.text)
  }

  public static func visitSaved(_ visit: FactID, of subject: Subject) -> Link {
    record(of: subject).appending("visits", visit.text, "saved")
  }

  public static func addCaseNote(to subject: Subject) -> Link {
    record(of: subject).appending("notes", "new")
  }

  public static func editCaseNote(_ note: FactID, of subject: Subject) -> Link {
    record(of: subject).appending("notes", note.text)
  }
}
