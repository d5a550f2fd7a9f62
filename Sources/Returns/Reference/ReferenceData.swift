public import CivilTime

/// What checks look up beside the return: postcodes, providers and authorities.
///
/// Any of it may be missing; the rules that need it then say so and do not run.
public struct ReferenceData: Sendable {
  public var postcodes: (any PostcodeDirectory)?
  public var providers: ProviderList?
  public var authorities: AuthorityDirectory?

  public init(
    postcodes: (any PostcodeDirectory)? = nil, providers: ProviderList? = nil,
    authorities: AuthorityDirectory? = nil
  ) {
    self.postcodes = postcodes
    self.providers = providers
    self.authorities = authorities
  }

  /// What comes with Kith: the authorities of England as they were on a day, usually the end of the
  /// collection year.
  ///
  /// Postcodes and providers are not part of it: a council loads them itself.
  ///
  /// - Throws: a `Refusal` where the list is missing or cannot be read.
  public static func builtIn(on day: Day) throws(Refusal) -> ReferenceData {
    ReferenceData(authorities: try AuthorityChanges.england().directory(on: day))
  }

  public func has(_ kind: ReferenceKind) -> Bool {
    switch kind {
    case .postcodes: postcodes != nil
    case .providers: providers != nil
    case .authorities: authorities != nil
    }
  }

  /// The authority that a postcode is in; none where it is not known.
  public func authority(ofPostcode postcode: CellText) -> CellText {
    guard let place = postcodes?.place(of: postcode) else { return .none }
    return authorities?.authority(of: place.district) ?? .none
  }
}
