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

  public func has(_ kind: ReferenceKind) -> Bool {
    switch kind {
    case .postcodes: postcodes != nil
    case .providers: providers != nil
    case .authorities: authorities != nil
    }
  }
}

/// Where every postcode is.
public protocol PostcodeDirectory: Sendable {
  /// Looks up a postcode in capitals without spaces.
  func place(of postcode: CellText) -> PostcodePlace?
}

/// Where a postcode is.
public struct PostcodePlace: Hashable, Sendable {
  /// The code of its district, such as `E07000041`.
  public var district: CellText
  /// Metres east and north of the origin of the national grid.
  public var easting: Int32
  public var northing: Int32

  public init(district: CellText, easting: Int32, northing: Int32) {
    self.district = district
    self.easting = easting
    self.northing = northing
  }
}

/// Which authority each district belongs to.
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
}

/// Ofsted's list of providers of social care.
public struct ProviderList: Sendable {
  private let providers: [CellText: [Provider]]
  /// Whether it is known of any provider which authority it is in.
  public let knowsAuthorities: Bool

  public init(_ all: [Provider]) {
    providers = Dictionary(grouping: all, by: \.urn)
    knowsAuthorities = all.contains { $0.authority.isGiven }
  }

  /// The entries of a provider's number; there may be several.
  public subscript(urn: CellText) -> [Provider] { providers[urn] ?? [] }
}

/// One entry of the list of providers.
public struct Provider: Sendable {
  /// The provider's number, such as `SC123456`.
  public var urn: CellText
  /// The placements that it offers.
  public var placeCodes: [CellText]
  /// What kind of provider it is.
  public var providerCodes: [CellText]
  /// When its registration ended.
  public var registrationEnd: CellDay
  /// In capitals without spaces.
  public var postcode: CellText
  /// The authority that the postcode is in; none where it is not known.
  public var authority: CellText

  public init(
    urn: CellText, placeCodes: [CellText] = [], providerCodes: [CellText] = [],
    registrationEnd: CellDay = .none, postcode: CellText = .none, authority: CellText = .none
  ) {
    self.urn = urn
    self.placeCodes = placeCodes
    self.providerCodes = providerCodes
    self.registrationEnd = registrationEnd
    self.postcode = postcode
    self.authority = authority
  }
}
