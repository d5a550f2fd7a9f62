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

  /// How many numbers the list has.
  public var count: Int { providers.count }

  /// Every entry, in the order of the numbers.
  var all: [Provider] {
    providers.sorted { $0.key.description < $1.key.description }.flatMap(\.value)
  }

  /// The same list, with the authority of each postcode that the reference data can place.
  func located(in data: ReferenceData) -> ProviderList {
    guard data.postcodes != nil, data.authorities != nil else { return self }
    return ProviderList(
      providers.values.flatMap { entries in
        entries.map { entry in
          let authority = data.authority(ofPostcode: entry.postcode)
          guard authority.isGiven else { return entry }
          var entry = entry
          entry.authority = authority
          return entry
        }
      })
  }
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
