public import Returns

/// Everything that a children in need census says about one child, in the order of the file.
public struct CINChild: Sendable, Hashable {
  /// The place among the children of the file, from 1; the key of a child without an identifier.
  public var position: Int
  public var identifiers = Row<ChildIdentifiersColumn>()
  public var characteristics = Row<ChildCharacteristicsColumn>()
  public var disabilities: [ReceivedText] = []
  public var details: [CINDetails] = []
  /// Where the child was read; nil where it was made.
  public var origin: RowOrigin?

  public init(position: Int) {
    self.position = position
  }

  /// The authority's own identifier; nil where the file gives none.
  public var id: String? { identifiers[.LAchildID] }

  /// Children are equal when all their values are, wherever they were read.
  public static func == (left: CINChild, right: CINChild) -> Bool {
    left.identifiers == right.identifiers && left.characteristics == right.characteristics
      && left.disabilities == right.disabilities && left.details == right.details
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(identifiers)
    hasher.combine(details)
  }
}
