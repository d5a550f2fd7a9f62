import Access
import CareRecord
import CivilTime
import Store

/// A small fictional authority to find children in.
///
/// Wren is allocated to 1 and 2; the North team, which Mo manages, has 1 to 4; all others up to 90
/// are another team's, from 91 on nobody's.
struct MadeTown: Sendable {
  let test: TestStore
  let names: [Int64: (given: String, family: String)]

  var store: DatabaseStore { test.store }

  /// Made once for all tests that only read.
  static let shared = Task { try await MadeTown() }

  private struct Child {
    var number: Int64
    var given: String
    var family: String
    var born: String
    var knownAs = ""
    var identifiers: [(scheme: Code<IdentifierScheme>, value: String)] = []
    var postcode = ""
    var isProtected = false
    var homePostcode = ""

    init(
      _ number: Int64, _ given: String, _ family: String, _ born: String, knownAs: String = "",
      _ identifiers: [(Code<IdentifierScheme>, String)] = [], postcode: String = "",
      isProtected: Bool = false, homePostcode: String = ""
    ) {
      self.number = number
      self.given = given
      self.family = family
      self.born = born
      self.knownAs = knownAs
      self.identifiers = identifiers.map { (scheme: $0.0, value: $0.1) }
      self.postcode = postcode
      self.isProtected = isProtected
      self.homePostcode = homePostcode
    }
  }

  private static let children: [Child] = [
    Child(
      1, "Maya Rose", "Thistlewood", "2014-03-12",
      [(.laChildID, "LA-00417"), (.upn, "A123456789012"), (.nhsNumber, "943 476 5919")],
      postcode: "ZZ6 2AB"),
    Child(2, "Elizabeth", "Smith-Jones", "2012-07-01", postcode: "ZZ6 2AB", isProtected: true),
    Child(3, "Siân", "O’Brien", "2016-11-30", postcode: "zz62ab"),
    Child(4, "Jordan", "MacAllister", "2010-01-09", homePostcode: "ZZ6 9XX"),
    Child(5, "Maya", "Thornberry", "2011-05-20", [(.laChildID, "55190")], postcode: "ZZ6 2AB"),
    Child(6, "Catherine", "Ashworth", "2013-02-28"),
    Child(7, "Kathryn", "Ashworth", "2015-08-08"),
    Child(
      8, "Mohammed", "Al-Rashid", "2009-12-25", [(.formerUPN, "B987654321098")],
      postcode: "ZZ6 2AB", isProtected: true, homePostcode: "ZZ7 1AA"),
    Child(9, "Mary Ann", "Pepperwell", "2017-04-04"),
    Child(10, "Annemarie", "Pepperwell", "2018-06-15"),
    Child(11, "Stephen", "Wrightson", "2008-10-10"),
    Child(12, "Zoë", "Müllerstone", "2014-03-12"),
    Child(13, "William", "McIntosh", "2014-09-09", knownAs: "Billy"),
    Child(14, "Morgan", "Applegarth", "2010-01-09"),
    Child(15, "Ali", "Quartermain", "2013-03-03"),
    Child(16, "Mila", "Quartermain", "2019-03-03"),
    Child(17, "Łukasz", "Wiśniewski", "2012-12-12"),
    Child(18, "Sean", "Fotheringay", "2011-11-11"),
    Child(19, "", "", "2015-05-05", [(.laChildID, "77001"), (.upnUnknown, "UN3")]),
    Child(20, "May", "Summerfield", "2014-05-20"),
    Child(21, "Christopher", "Birdwhistle", "2007-02-02"),
    Child(22, "Theresa", "Tomson", "2016-02-29"),
    Child(23, "Vivaan", "Van der Linde", "2013-10-01"),
    Child(24, "Tarquin", "St John", "2014-01-01"),
    Child(91, "Elsie", "Nobodysworth", "2020-01-01", postcode: "ZZ9 9ZZ"),
    Child(92, "Maya", "Nobodysworth", "2014-01-01"),
  ]

  init() async throws { try await self.init(TestStore()) }

  init(_ test: TestStore) async throws {
    self.test = test
    names = Dictionary(
      uniqueKeysWithValues: MadeTown.children.map { ($0.number, ($0.given, $0.family)) })
    var commits: [Commit] = []
    for made in MadeTown.children {
      var facts: [any Fact] = []
      var identity = identity(made.given, made.family, born: made.born)
      identity.knownAs = made.knownAs
      facts.append(identity)
      for (scheme, value) in made.identifiers {
        var identifier = PersonIdentifier()
        identifier.scheme = scheme
        identifier.value = value
        facts.append(identifier)
      }
      if !made.postcode.isEmpty {
        var address = Address()
        address.postcode = made.postcode
        address.isProtected = made.isProtected
        facts.append(address)
      }
      if !made.homePostcode.isEmpty {
        var period = CarePeriod()
        period.from = day("2020-01-06")
        period.homePostcode = made.homePostcode
        facts.append(period)
      }
      facts += MadeTown.allocations(of: made.number) as [any Fact]
      if made.number == 5 {
        var alert = RecordAlert()
        alert.text = "Visit in pairs."
        alert.from = day("2026-01-01")
        facts.append(alert)
      }
      commits.append(
        .received(
          facts.enumerated().map { index, each in
            .new(each, id: fact(made.number * 100 + Int64(index)), of: [child(made.number)])
          }))
    }
    for result in try await store.commit(commits, by: .officer) { _ = try result.get() }
  }

  static func allocations(of number: Int64) -> [Allocation] {
    guard number <= 90 else { return [] }
    return [allocation(number <= 2 ? "SW123" : "SW9", team: number <= 4 ? "North" : "South")]
  }

  func find(_ query: String, by person: Person = .officer, limit: Int = 20) async throws -> [Int64]
  {
    try await hits(query, by: person, limit: limit).map(\.headline.subject.id.raw)
  }

  func hits(
    _ query: String, by person: Person = .officer, limit: Int = 20
  ) async throws -> [SearchHit] {
    try await store.search(query, limit: limit, for: .by(person))
  }
}
