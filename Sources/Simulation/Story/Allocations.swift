import CareRecord
import CivilTime

extension FamilyStory {
  /// Which team has a child's case when, without a gap.
  func phases(_ outline: CaseOutline, of child: Int) -> [Phase] {
    var changes: [(from: Day, work: Work)] = [(outline.referred, .assessment)]
    let assessed = outline.assessed ?? outline.referred
    if let plan = outline.plans.first {
      changes.append((max(plan.from, assessed), supportWork(outline)))
    }
    if let protection = outline.protection { changes.append((protection.from, .childProtection)) }
    for plan in outline.plans.dropFirst() { changes.append((plan.from, supportWork(outline))) }
    for care in outline.cares {
      changes.append((care.from, self.outline.isUnaccompanied ? .unaccompanied : .lookedAfter))
      if care.to < outline.closed - 7 {
        changes.append((care.to, outline.leaver == care.to ? .leavingCare : supportWork(outline)))
      }
    }
    changes.sort { $0.from < $1.from }
    var phases: [Phase] = []
    for (index, change) in changes.enumerated() where change.from < outline.closed {
      let next = index + 1 < changes.count ? min(changes[index + 1].from, outline.closed) : nil
      let stretch = Stretch(from: change.from, to: next ?? outline.closed)
      guard stretch.to > stretch.from else { continue }
      if let last = phases.last, last.work == change.work {
        phases[phases.count - 1] = Phase(
          work: last.work, stretch: Stretch(from: last.stretch.from, to: stretch.to))
      } else {
        phases.append(Phase(work: change.work, stretch: stretch))
      }
    }
    return phases
  }

  /// Tells who had the case, one after another without gap or overlap.
  mutating func tellAllocations(_ outline: CaseOutline, of child: Int) {
    struct Turn {
      let worker: Int
      let from: Day
      let reason: String
    }
    var turns: [Turn] = []
    for (index, phase) in phases(outline, of: child).enumerated() {
      for (turn, held) in workers.turns(phase.work, in: phase.stretch).enumerated() {
        let from = max(held.from, phase.stretch.from)
        let reason = turn > 0 ? held.reason : index > 0 ? "TSPROC" : "FCONTA"
        if let last = turns.last {
          // Two changes within days are one, and nobody takes over from themselves.
          if last.worker == held.worker || phase.stretch.to - from < 4 { continue }
          if from - last.from < 4 {
            turns[turns.count - 1] = Turn(
              worker: held.worker, from: last.from, reason: last.reason)
            continue
          }
        }
        turns.append(Turn(worker: held.worker, from: from, reason: reason))
      }
    }
    let staff = Staff(setting: setting)
    for (index, turn) in turns.enumerated() where turn.from <= lastDay {
      let worker = staff.worker(turn.worker)
      var allocation = Allocation()
      allocation.worker = worker.subject.id
      allocation.workerNumber = worker.number
      allocation.workerName = worker.name
      allocation.team = worker.team
      allocation.from = PartialDay(turn.from)
      allocation.reason = Code(turn.reason)
      let to = index + 1 < turns.count ? turns[index + 1].from : outline.closed
      let id = ledger.tell(
        allocation, of: [children[child].subject], on: turn.from, by: turn.worker)
      if to <= lastDay {
        allocation.to = PartialDay(to)
        ledger.retell(id, allocation, on: to, by: turn.worker)
      }
    }
  }
}
