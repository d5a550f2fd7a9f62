public import CareRecord

/// The facts that a form of a visit makes, to be saved in one commit.
public struct ComposedVisit: Hashable, Sendable {
  public struct Part: Hashable, Sendable {
    public let child: VisitedChild
    let id: FactID
    /// The version that the writer had before them; 0 for a new one.
    let base: Int
    public let fact: ChildAtVisit
  }

  public let id: FactID
  /// The version that the writer had before them; 0 for a new visit.
  public let base: Int
  public let fact: Visit
  public let parts: [Part]
  let reason: String?
  /// The writer knows of another visit on that day, and means another one.
  public let isSeparate: Bool

  public var children: [Subject] { parts.map(\.child.subject) }

  /// One visit that belongs to all the children, and what concerns each in a fact of that child.
  ///
  /// - Parameters:
  ///   - held: the visit as the store holds it, where it is being changed; what is the same is left
  ///     as it is
  ///   - heldParts: what it held about each child; a child who is no longer ticked loses it
  ///   - others: records that the visit belongs to beside those of the form
  public func changes(
    from held: Held<Visit>? = nil, parts heldParts: [Subject: Held<ChildAtVisit>] = [:],
    alsoOf others: [Subject] = []
  ) -> [Change] {
    let subjects = children + others.filter { !children.contains($0) }
    let hadChildren = Set(heldParts.keys)
    var changes: [Change] = []
    if held?.fact != fact || held?.version != base || !hadChildren.subtracting(children).isEmpty
      || !Set(children).subtracting(hadChildren).isEmpty
    {
      changes.append(Change(id, replaces: base, of: subjects, .put(fact), reason: reason))
    }
    for part in parts {
      let before = heldParts[part.child.subject]
      if before?.fact == part.fact, before?.version == part.base { continue }
      changes.append(
        Change(
          part.id, replaces: part.base, of: [part.child.subject], .put(part.fact),
          reason: part.base > 0 ? reason : nil))
    }
    for (subject, part) in heldParts.sorted(by: { $0.key.id < $1.key.id })
    where !children.contains(subject) {
      changes.append(
        Change(
          part.id, replaces: part.version, of: [subject],
          .withdraw(kind: ChildAtVisit.kind.name), reason: reason))
    }
    return changes
  }
}
