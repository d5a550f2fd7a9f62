import CareRecord
import CaseworkPages
import Store

/// A visit as the store holds it, with what it found about each child.
struct RecordedVisit {
  let visit: Held<Visit>
  let parts: [Subject: Held<ChildAtVisit>]
  /// Every child in whose record it is.
  let children: [Subject]
  /// Who recorded it first.
  let author: String

  /// Nil where the record holds no such visit.
  ///
  /// - Parameter records: of the children, as far as the writer may open them
  init?(
    _ visit: FactID, of subject: Subject, in records: [Subject: ChildRecord],
    history: [FactVersion]
  ) {
    guard let held = records[subject]?[Visit.self].first(where: { $0.id == visit }) else {
      return nil
    }
    self.visit = held
    parts = records.compactMapValues { record in
      record[ChildAtVisit.self].first { $0.fact.visit == visit }
    }
    let first = history.min { $0.version < $1.version }
    let last = history.max { $0.version < $1.version }
    author = first?.authorName ?? ""
    children = (last?.subjects ?? [subject]).filter { $0.kind == .child }
  }

  /// As the form shows it.
  func answers(offered: [VisitedChild]) -> Answers {
    RecordVisit.begin(
      changing: visit,
      parts: offered.compactMap { child in parts[child.subject].map { (child.subject, $0) } })
  }
}
