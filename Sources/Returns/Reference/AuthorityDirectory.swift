public import CivilTime

/// Which authority each district belongs to on one day.
///
/// `AuthorityChanges` makes one for any day.
public struct AuthorityDirectory: Sendable {
  private let authorities: [CellText: CellText]

  /// - Parameter authorities: For each district's code that of its authority.
  public init(_ authorities: [CellText: CellText]) { self.authorities = authorities }

  /// The authority of a district.
  ///
  /// `SCO`, `NIR` and `WAL` outside England. A district in no list that is itself a unitary
  /// authority (E06), a metropolitan district (E08) or a London borough (E09) is its own authority.
  public func authority(of district: CellText) -> CellText? {
    if let authority = authorities[district] { return authority }
    switch district[0] {
    case UInt8(ascii: "S"): return "SCO"
    case UInt8(ascii: "N"): return "NIR"
    case UInt8(ascii: "W"): return "WAL"
    default: break
    }
    let isAuthority =
      district.starts(with: "E06") || district.starts(with: "E08") || district.starts(with: "E09")
    return isAuthority ? district : nil
  }

  /// The code by which the directory knows an authority, given its present or a former one.
  ///
  /// An authority's own code has to go through this before it is compared with that of a district:
  /// Gateshead was E08000020 and is E08000037.
  public func code(of authority: CellText) -> CellText { authorities[authority] ?? authority }
}

/// Which authority each district belonged to, and from when to when.
///
/// Districts are joined and renamed and the codes change, mostly on 1 April, while a directory of
/// postcodes may be older or newer than the return. So the list also leads from former codes to
/// present ones and, for earlier days, back.
public struct AuthorityChanges: Sendable {
  /// One line of the list.
  public struct Entry: Hashable, Sendable {
    public var district: CellText
    public var authority: CellText
    /// The first and the last day; unset where there is no bound.
    public var from: Day
    public var to: Day

    public init(
      district: CellText, authority: CellText, from: Day = .unset, to: Day = .unset
    ) {
      self.district = district
      self.authority = authority
      self.from = from
      self.to = to
    }
  }

  public let entries: [Entry]

  public init(_ entries: [Entry]) { self.entries = entries }

  /// The directory as it was on a day.
  ///
  /// Of two entries for one district the first counts.
  public func directory(on day: Day) -> AuthorityDirectory {
    let valid = entries.filter { entry in
      (!entry.from.isSet || entry.from <= day) && (!entry.to.isSet || day <= entry.to)
    }
    return AuthorityDirectory(
      Dictionary(valid.map { ($0.district, $0.authority) }) { first, _ in first })
  }
}
