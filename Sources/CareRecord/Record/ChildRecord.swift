public import CivilTime

/// One subject's facts, now or as they were known at an instant: a typed array per kind.
///
/// Everything that Kith derives is a function of this value. Most records are a child's; an adult's,
/// a family's or a worker's has the same shape.
public struct ChildRecord: Sendable {
  public let subject: Subject
  private var columns: [Column] = []

  private struct Column: Sendable {
    let kind: ObjectIdentifier
    /// Always a `[Held<F>]` of the kind's own type.
    var facts: any Sendable
  }

  public init(_ subject: Subject) {
    self.subject = subject
  }

  /// The facts of one kind, in the order in which they happened; empty where there is none.
  public subscript<F: Fact>(_ type: F.Type) -> [Held<F>] {
    get {
      let kind = ObjectIdentifier(type)
      // By index: a column taken out of the array is copied.
      for index in columns.indices where columns[index].kind == kind {
        if let facts = columns[index].facts as? [Held<F>] { return facts }
      }
      return []
    }
    set {
      let kind = ObjectIdentifier(type)
      if let index = columns.indices.first(where: { columns[$0].kind == kind }) {
        columns[index].facts = newValue.inOrderOfEvents()
      } else {
        begin(newValue)
      }
    }
  }

  /// Takes the first facts of a kind that it has none of yet.
  mutating func begin<F: Fact>(_ facts: [Held<F>]) {
    if facts.isEmpty { return }
    if columns.isEmpty { columns.reserveCapacity(16) }
    columns.append(Column(kind: ObjectIdentifier(F.self), facts: facts.inOrderOfEvents()))
  }

  /// Every fact of every kind, kind by kind in the order of the register.
  public var all: [HeldFact] {
    FactRegister.kinds.flatMap { erased($0) }
  }

  private func erased<F: Fact>(_ type: F.Type) -> [HeldFact] { self[type].map(HeldFact.init) }

  public var isEmpty: Bool { columns.isEmpty }
}

extension Array {
  /// By the day each began, then by identifier; facts without a time of their own come first.
  fileprivate func inOrderOfEvents<F: Fact>() -> [Element] where Element == Held<F> {
    func isBefore(_ left: Held<F>, _ right: Held<F>) -> Bool {
      switch (left.fact.occurred?.from, right.fact.occurred?.from) {
      case (let one?, let other?) where one != other: one < other
      case (nil, .some): true
      case (.some, nil): false
      default: left.id < right.id
      }
    }
    // Most often they were recorded in that order.
    let isOrdered = indices.dropFirst().allSatisfy { !isBefore(self[$0], self[$0 - 1]) }
    return isOrdered ? self : sorted(by: isBefore)
  }
}

extension ChildRecord {
  /// Who the subject is, by the latest identity held.
  public var identity: PersonIdentity? { self[PersonIdentity.self].last?.fact }

  /// The latest value of an identifier scheme, preferring one that has not ended.
  public func identifier(_ scheme: Code<IdentifierScheme>) -> String? {
    let found = self[PersonIdentifier.self].filter { $0.scheme == scheme }
    return (found.last { $0.to == nil } ?? found.last)?.value
  }

  /// The latest value of an identifier scheme that was valid on a day; one without dates is at any
  /// time.
  public func identifier(_ scheme: Code<IdentifierScheme>, on day: Day) -> String? {
    let found = self[PersonIdentifier.self].filter {
      $0.scheme == scheme && ($0.from.map { $0 <= day } ?? true)
    }
    return found.last { $0.to.map { $0 >= day } ?? true }?.value
  }
}
