import CareRecord
import CivilTime
import HTML
public import Store

extension RecordVisit {
  /// What two versions of a visit are compared by.
  static func fields(_ offered: [VisitedChild], in setting: PageSetting) -> [WritingField] {
    let names = Dictionary(
      offered.map { ($0.id, $0.name.words) }, uniquingKeysWith: { first, _ in first })
    var fields = [
      WritingField(childField, "Children visited", .several) { answers in
        answers.all(childField).map { names[$0] ?? $0 }.sorted().joined(separator: ", ")
      },
      WritingField(onField, "Date of the visit", .date),
      WritingField(purposeField, "What it was for", .line) { answers in
        let code = answers.text(purposeField)
        return code.isEmpty
          ? "" : setting.words.words(for: .text(code), of: .code(VisitPurpose.codeSet))
      },
      WritingField(placeField, "Where it was", .line),
      WritingField(noteField, "What happened", .text),
    ]
    for child in offered {
      let name = child.name.short
      fields += [
        WritingField(child.seenField, "Was \(name) seen?", .line, words: yesOrNo(child.seenField)),
        WritingField(
          child.aloneField, "Was \(name) seen alone?", .line, words: yesOrNo(child.aloneField)),
        WritingField(child.ownField, "About \(name) alone", .text),
      ]
    }
    return fields
  }

  private static func yesOrNo(_ name: String) -> @Sendable (Answers) -> String {
    { $0[name].map { $0 == "yes" ? "Yes" : $0 == "no" ? "No" : $0 } ?? "" }
  }

  /// Somebody else saved the visit, or the part of a child, in between.
  /// - Parameter conflicts: what the store answered
  public static func conflict(
    _ mine: Answers, with conflicts: [FactConflict], offered: [VisitedChild],
    in setting: PageSetting
  ) -> WritingConflict {
    var theirs = mine
    var bases: [DraftField] = []
    var origin: WritingConflict.Origin?
    for conflict in conflicts {
      let version = conflict.theirs
      if let child = offered.first(where: { mine[$0.partField] == conflict.fact.text }) {
        bases.append(DraftField(name: child.baseField, value: String(version.version)))
        let part = (version.fact as? ChildAtVisit)
        let written = part.map {
          self.written(nil, [(child.subject, conflict.fact, version.version, $0)])
        }
        for name in [child.seenField, child.aloneField, child.ownField] {
          theirs[name] = written?[name]
        }
      } else if mine[visitField] == conflict.fact.text {
        bases.append(DraftField(name: baseField, value: String(version.version)))
        let written = self.written(version.fact as? Visit, [])
        let names =
          [purposeField, placeField, noteField] + DatePart.allCases.map { $0.name(in: onField) }
        for name in names { theirs[name] = written[name] }
      }
      origin =
        origin
        ?? (version.fact == nil
          ? .withdrawn(by: version.authorName, at: version.known)
          : .record(by: version.authorName, at: version.known))
    }
    return WritingConflict(
      origin ?? .record(by: "Somebody else", at: setting.at), mine: mine, theirs: theirs,
      fields: fields(offered, in: setting), bases: bases)
  }

  /// Another window of the same person saved its draft in between.
  public static func conflict(
    _ mine: Answers, withDraft theirs: Draft, offered: [VisitedChild], in setting: PageSetting
  ) -> WritingConflict {
    WritingConflict(
      .otherWindow(at: theirs.saved), mine: mine, theirs: Answers(theirs.fields),
      fields: fields(offered, in: setting), bases: [])
  }

  /// What was typed is to be added to a visit that is recorded already.
  /// - Parameter existing: the form of that visit, as `begin(changing:parts:)` makes it
  public static func adding(
    _ mine: Answers, to existing: Answers, by author: String, offered: [VisitedChild],
    in setting: PageSetting
  ) -> WritingConflict {
    let bases = existing.fields.filter {
      $0.name == visitField || $0.name == baseField || $0.name.hasPrefix("part-")
        || $0.name.hasPrefix("base-")
    }
    // A child whom only one of the two has is no contradiction.
    var (mine, theirs) = (mine, existing)
    for child in offered {
      for name in [child.seenField, child.aloneField, child.ownField] {
        if theirs[name] == nil { theirs[name] = mine[name] }
        if mine[name] == nil { mine[name] = theirs[name] }
      }
    }
    return WritingConflict(
      .existing(by: author), mine: mine, theirs: theirs, fields: fields(offered, in: setting),
      bases: bases)
  }
}
