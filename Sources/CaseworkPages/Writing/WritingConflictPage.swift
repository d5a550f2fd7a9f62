import CivilTime
public import HTML
import Store

/// Shows two versions of the same thing side by side and asks which to keep.
public struct WritingConflictPage: Sendable {
  let conflict: WritingConflict
  let draft: DraftFields
  /// Where the choice is sent: the address of the task's form.
  let target: Link
  let section: Link

  /// - Parameter section: the entry of the navigation under which the task lies
  public init(
    _ conflict: WritingConflict, draft: DraftFields, sendingTo target: Link,
    section: Link = .children
  ) {
    self.conflict = conflict
    self.draft = draft
    self.target = target
    self.section = section
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      heading, in: setting.frame, section: section, heading: .title, width: .full
    ) {
      p(class: "govuk-body") { explanation }
      p(class: "govuk-body") {
        "Nothing is saved yet. Both versions are below. Whichever you keep, the other stays readable."
      }
      Form(to: target, token: setting.token) {
        draft
        for field in conflict.carried { HiddenInput(field.name, field.value) }
        for item in conflict.items { choice(item) }
        Button(
          "Go on with what I keep", answer: (WritingAction.field, WritingAction.resolve.rawValue))
      }
    }
  }

  private var heading: String {
    switch conflict.origin {
    case .existing: "Add to the visit that is recorded already"
    case .record, .withdrawn: "Someone else has changed this"
    case .otherWindow: "You have written this in two windows"
    }
  }

  private var explanation: String {
    switch conflict.origin {
    case .existing(let author):
      "\(author) recorded this visit. Choose what the record of it should say."
    case .record(let author, let time):
      "\(author) saved a change on \(time.spoken), while you were writing."
    case .otherWindow(let time):
      "Another window of yours saved its draft on \(time.spoken), while you were writing here."
    case .withdrawn(let author, let time):
      "\(author) took this out of the record on \(time.spoken), while you were writing. If you save, it is recorded again."
    }
  }

  private var theirTitle: String {
    switch conflict.origin {
    case .existing(let author), .record(let author, _), .withdrawn(let author, _): author
    case .otherWindow: "The other window"
    }
  }

  private func choice(_ item: WritingConflict.Item) -> Markup {
    div(class: "kith-conflict") {
      h2(class: "govuk-heading-m") { item.label }
      div(class: "kith-sides") {
        side("Yours", item.mine)
        side(theirTitle, item.theirs)
      }
      Radios(
        FormField(
          WritingConflict.keepPrefix + item.name, "Which should be kept?",
          in: FormState([
            WritingConflict.keepPrefix + item.name: [item.mayKeepBoth ? "both" : "mine"]
          ])
        ), choices(item), layout: .small)
    }
  }

  private func choices(_ item: WritingConflict.Item) -> [Choice] {
    let sides = [
      Choice("mine", "Yours"),
      Choice("theirs", theirTitle),
    ]
    return item.mayKeepBoth
      ? [
        Choice(
          "both", item.kind == .text ? "Both, yours first" : "All that are in either"
        )
      ] + sides : sides
  }

  private func side(_ title: String, _ words: String) -> Markup {
    div(class: "kith-sides__side") {
      p(class: "kith-sides__title") { title }
      p(class: "govuk-body kith-written") {
        if words.isEmpty { span(class: "kith-missing") { "Nothing" } } else { words }
      }
    }
  }
}

extension WritingConflict {
  /// Everything that the choice is sent with: my answers, theirs, and what the form goes on with.
  var carried: [DraftField] {
    let bases = Set(bases.map(\.name))
    var carried = mine.fields.filter { !bases.contains($0.name) } + self.bases
    carried += theirs.fields.map {
      DraftField(name: WritingConflict.theirPrefix + $0.name, value: $0.value)
    }
    carried += items.map {
      DraftField(
        name: WritingConflict.itemField, value: "\($0.kind.name)|\($0.name)|\($0.label)")
    }
    return carried
  }
}
