public import CivilTime

/// A fact as a record holds it: which one, in which version, and since when Kith knows it.
@dynamicMemberLookup
public struct Held<F: Fact>: Hashable, Sendable {
  public let id: FactID
  public let version: Int
  /// When Kith came to know this version.
  public let known: Instant
  public var fact: F

  public init(id: FactID, version: Int, known: Instant, _ fact: F) {
    self.id = id
    self.version = version
    self.known = known
    self.fact = fact
  }

  public subscript<Value>(dynamicMember path: KeyPath<F, Value>) -> Value { fact[keyPath: path] }
}

/// A held fact of any kind.
public struct HeldFact: Sendable {
  public let id: FactID
  public let version: Int
  public let known: Instant
  public let fact: any Fact

  public init<F: Fact>(_ held: Held<F>) {
    id = held.id
    version = held.version
    known = held.known
    fact = held.fact
  }

  public var kind: FactKind { type(of: fact).kind }
}
