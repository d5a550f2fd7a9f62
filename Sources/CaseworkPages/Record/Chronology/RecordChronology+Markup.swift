import CareRecord
import CivilTime
public import HTML

extension RecordChronology {
  public func page(in setting: PageSetting) -> Page {
    head.page("Chronology", .chronology, in: setting) {
      ErrorSummary(question.form.errors)
      div(class: "govuk-grid-row") {
        div(class: "govuk-grid-column-one-third") { filters }
        div(class: "govuk-grid-column-two-thirds") {
          p(class: "govuk-body", .role("status")) { count }
          for month in months {
            h2(class: "govuk-heading-m") { month.title }
            ChronologyList(lines: month.lines, head: head)
          }
          Pagination(page: page, of: pages, at: question.link(head))
        }
      }
    }
  }

  private var count: String {
    let entries = counted(found, "entry", plural: "entries")
    let narrowed = found == total ? entries : "\(entries) of \(grouped(total))"
    return pages == 1 ? "\(narrowed)." : "\(narrowed). Page \(page) of \(pages)."
  }

  private var filters: Markup {
    Details("Filter by kind and period", open: isNarrowed) {
      FilterPanel(
        of: head.link(.chronology),
        keeping: head.knownOn.map { [(AsKnown.name, $0.iso)] } ?? [], selected: selected
      ) {
        Checkboxes(
          question.form.field("kind", "Kind"),
          kinds.map { Choice($0.name, "\($0.label) (\($0.count))") }, small: true)
        DateInput(question.form.field("from", "From this day"))
        DateInput(question.form.field("to", "To this day"))
      }
    }.markup
  }

  private var isNarrowed: Bool {
    !question.kinds.isEmpty || question.period != nil || !question.form.errors.isEmpty
  }

  private var selected: [FilterPanel.Selected] {
    var selected: [FilterPanel.Selected] = question.kinds.sorted().map { name in
      var without = question
      without.kinds.remove(name)
      return FilterPanel.Selected(
        FactRegister.kind(named: name)?.kind.label ?? name, without: without.link(head))
    }
    if let from = question.from {
      var without = question
      without.from = nil
      selected.append(FilterPanel.Selected("From \(from.spoken)", without: without.link(head)))
    }
    if let to = question.to {
      var without = question
      without.to = nil
      selected.append(FilterPanel.Selected("To \(to.spoken)", without: without.link(head)))
    }
    return selected
  }
}
