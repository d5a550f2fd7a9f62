import CareRecord
import CivilTime
import Store
import Testing

@testable import Web

@Suite struct ForecastRouteTests {
  let site: TestSite

  init() async throws { site = try await TestSite() }

  @Test(arguments: [("wren", 403), ("fern", 403), ("sorrel", 403), ("moss", 200), ("data", 200)])
  func only_who_may_have_everyone_counted_sees_a_forecast(user: String, status: Int) async throws {
    let client = try await site.client(as: user)
    for path in ["/forecast", "/forecast.csv"] {
      #expect(try await client.get(path).status == status, "\(path)")
    }
    let home = try await client.get("/").text
    #expect(home.contains("href=\"/forecast\"") == (status == 200))
  }

  @Test func an_empty_record_says_how_to_begin() async throws {
    let text = try await site.client(as: "moss").get("/forecast").text
    #expect(text.contains("No child in the record has been in care yet"))
    #expect(text.contains("import the SSDA903 files"))
  }

  @Test func a_record_is_foretold_and_each_reading_is_logged() async throws {
    try await site.keepCare(children: 60, months: 30)
    let client = try await site.client(as: "moss")
    let answer = try await client.get(
      "/forecast?months=12&fewer-starts=10&price-fostering=600&available-fostering=5")
    #expect(answer.status == 200)
    #expect(answer.text.contains("if all goes on as it does"))
    #expect(answer.text.contains("10 in 100 fewer come into care"))
    #expect(answer.text.contains("How forecasts like this did in your own past"))
    #expect(!answer.text.contains("Child Example"))
    let sheet = try await client.get("/forecast.csv?months=12").text
    #expect(sheet.contains("scenario,month_end,group,name,middle,lower_80,upper_80,area"))
    #expect(sheet.contains("home by area,Other fostering,"))
    let byArea = try await client.get(
      "/forecast?months=12&areas=Inner:%20LS1%20LS2,%20fostering,%204"
    ).text
    #expect(byArea.contains("Other fostering, by area") && byArea.contains("Inner"))
    let reads = try await site.store.reads(by: "moss", for: site.reading("sorrel"))
    #expect(reads.contains { $0.purpose == "forecast" && $0.found == 60 })
    #expect(reads.contains { $0.purpose == "export of the forecast" && $0.found == 60 })
  }

  @Test(arguments: [
    "months=13", "fewer-starts=lots", "fewer-starts=101", "fostering-homes=1.5",
    "price-fostering=-3", "available-supported=1e9", "areas=LS1,fostering",
  ])
  func what_cannot_be_reckoned_with_is_said_on_its_field(query: String) async throws {
    let answer = try await site.client(as: "data").get("/forecast?" + query)
    #expect(answer.status == 400)
    #expect(answer.text.contains("There is a problem"))
  }
}

extension TestSite {
  /// Children who came into care one after the other and, each after a year, left it again.
  func keepCare(children: Int, months: Int) async throws {
    let today = clock.now.inLondon.day
    for number in 0..<children {
      let start = today.adding(months: -months + number * months / children)
      var identity = PersonIdentity()
      identity.givenNames = "Child"
      identity.familyName = "Example"
      identity.birthDate = start.adding(years: -3 - number % 12)
      var period = CarePeriod()
      period.from = start
      let end = start.adding(months: 12)
      period.to = end < today ? end : nil
      period.reasonCeased = period.to == nil ? nil : "E4A"
      period.homePostcode = "LS\(number % 3 + 1) 4AP"
      var status = LegalStatusSpan()
      var placement = Placement()
      let care = FactID(raw: Int64(900_000 + number * 10))
      (status.carePeriod, placement.carePeriod) = (care, care)
      (status.from, placement.from) = (start, start)
      (status.to, placement.to) = (period.to, period.to)
      status.status = "C2"
      placement.type = number % 4 == 0 ? "K2" : "U4"
      let child = Subject.child(SubjectID(raw: Int64(700_000 + number)))
      try await receive([
        .new(identity, id: FactID(raw: care.raw + 1), of: [child]),
        .new(period, id: care, of: [child]),
        .new(status, id: FactID(raw: care.raw + 2), of: [child]),
        .new(placement, id: FactID(raw: care.raw + 3), of: [child]),
      ])
    }
  }
}
