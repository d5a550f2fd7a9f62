import CareRecord
public import CivilTime
public import HTML
import Store

/// What a form of a visit says: the facts, or what is still missing.
public struct VisitReading: Sendable {
  /// The answers as typed, with what is wrong with them.
  public let form: FormState
  /// Nil while something is missing or wrong.
  public let visit: ComposedVisit?
  /// Worth saying, and no reason to stop.
  public let warning: String?

  /// - Parameters:
  ///   - offered: the children who can be chosen
  ///   - today: a visit cannot lie after it
  public init(
    _ answers: Answers, offered: [VisitedChild], today: Day, workingDays: WorkingDayCalendar
  ) {
    var form = answers.state
    let chosen = VisitReading.children(answers, offered, &form)
    let on = VisitReading.day(today, &form)
    if answers.text(RecordVisit.purposeField).isEmpty {
      form.refuse(RecordVisit.purposeField, "Choose what the visit was for")
    }
    let parts = chosen.compactMap { VisitReading.part(of: $0, answers, on, &form) }
    if answers.text(RecordVisit.noteField).isEmpty,
      chosen.isEmpty || chosen.contains(where: { answers.text($0.ownField).isEmpty })
    {
      form.refuse(
        RecordVisit.noteField,
        chosen.count > 1 ? "Say what happened, here or for each child" : "Say what happened")
    }
    let base = Int(answers.text(RecordVisit.baseField)) ?? 0
    let why = answers.text(RecordVisit.whyField)
    if base > 0, why.isEmpty {
      form.refuse(RecordVisit.whyField, "Say why you are changing this visit")
    }
    warning = on.flatMap { VisitReading.late($0, today, workingDays) }
    self.form = form
    guard form.errors.isEmpty, let on, let id = RecordVisit.visit(in: answers) else {
      visit = nil
      return
    }
    var fact = Visit()
    fact.on = on
    fact.purpose = Code(answers.text(RecordVisit.purposeField))
    fact.place = answers.text(RecordVisit.placeField)
    fact.note = Narrative(answers[RecordVisit.noteField] ?? "")
    visit = ComposedVisit(
      id: id, base: base, fact: fact, parts: parts, reason: why.isEmpty ? nil : why,
      isSeparate: answers[RecordVisit.separateField] == "yes")
  }

  private static func children(
    _ answers: Answers, _ offered: [VisitedChild], _ form: inout FormState
  ) -> [VisitedChild] {
    let ticked = Set(answers.all(RecordVisit.childField))
    let chosen = offered.filter { ticked.contains($0.id) }
    if chosen.isEmpty {
      form.refuse(RecordVisit.childField, "Choose which children were visited")
    } else if chosen.count > RecordVisit.mostChildren {
      form.refuse(
        RecordVisit.childField,
        "Choose up to \(RecordVisit.mostChildren) children. Record another visit for the others")
    }
    for child in offered where !ticked.contains(child.id) && !answers.text(child.ownField).isEmpty {
      form.refuse(
        child.ownField,
        "You wrote about \(child.name.short), who is not ticked. Tick \(child.name.short), or take the text away"
      )
    }
    return chosen
  }

  private static func day(_ today: Day, _ form: inout FormState) -> Day? {
    guard let on = form.day(RecordVisit.onField, called: "the date of the visit", required: true)
    else { return nil }
    if on > today {
      form.refuse(RecordVisit.onField, "The date of the visit must be today or in the past")
      return nil
    }
    return on
  }

  private static func part(
    of child: VisitedChild, _ answers: Answers, _ on: Day?, _ form: inout FormState
  ) -> ComposedVisit.Part? {
    let seen = answers[child.seenField]
    let alone = answers[child.aloneField]
    let own = answers.text(child.ownField)
    let name = child.name.short
    if !child.isUnborn {
      if seen != "yes", seen != "no" {
        form.refuse(child.seenField, "Say whether \(name) was seen")
      } else if seen == "yes", alone != "yes", alone != "no" {
        form.refuse(child.aloneField, "Say whether \(name) was seen alone")
      } else if seen == "no", own.isEmpty {
        form.refuse(child.ownField, "Say why \(name) was not seen")
      } else if alone == "no", own.isEmpty {
        form.refuse(child.ownField, "Say why \(name) was not seen alone")
      }
    }
    guard let id = FactID(text: answers.text(child.partField)), let on else { return nil }
    var fact = ChildAtVisit()
    fact.visit = RecordVisit.visit(in: answers)
    fact.on = on
    fact.childSeen = !child.isUnborn && seen == "yes"
    fact.childSeenAlone = fact.childSeen ? alone.map { $0 == "yes" } : nil
    fact.note = Narrative(own.isEmpty ? "" : answers[child.ownField] ?? "")
    return ComposedVisit.Part(
      child: child, id: id, base: Int(answers.text(child.baseField)) ?? 0, fact: fact)
  }

  private static func late(_ on: Day, _ today: Day, _ calendar: WorkingDayCalendar) -> String? {
    Lateness(of: on, recorded: today, calendar).map {
      "This visit was \(counted($0.workingDays, "working day")) ago. It will be shown as recorded late."
    }
  }
}
