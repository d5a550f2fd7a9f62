import CivilTime
import Exchange
import Published
import Store
import Testing

@Suite struct KeptFiguresTests {
  private static let header =
    "time_period,geographic_level,country_code,region_code,old_la_code,new_la_code,"
    + "population_count,number,rate_per_10000\n"

  private static func row(_ year: Int, _ number: String, area: String = "383") -> String {
    "\(year),Local authority,E92000001,E12000003,\(area),,"
      + "Children looked after at 31 March each year,\(number),84\n"
  }

  private func read(
    _ rows: String, release: String? = "CLA 2026", name: String = "cla.csv",
    beside held: PublishedFigures
  ) -> FigureFileReading {
    FigureFileReading(
      name: name, bytes: Array((Self.header + rows).utf8), release: release, beside: held)
  }

  @Test func a_file_is_kept_as_received_shown_on_top_and_taken_away_again() async throws {
    let site = try await Site()
    defer { site.remove() }
    let kept = KeptFigures(in: site.store)
    let shipped = try PublishedFigures.shipped()
    let reading = read(Self.row(2026, "1480") + Self.row(2025, "1502"), beside: shipped)
    // A figure and a rate of the new year; both are held of the year before.
    #expect(reading.changes.added == 2)
    #expect(reading.file.release.published == 2026)
    try await kept.keep(reading, by: "olive", at: Site.now)
    let leeds = try await kept.figures().series(of: "lookedAfter", for: "383")
    #expect(leeds[2026] == .number(1480))
    #expect(leeds[2025] == .number(1502))
    let entries = try await kept.entries()
    #expect(entries.map(\.file) == ["cla.csv"])
    #expect(entries.map(\.release) == ["CLA 2026"])
    #expect(entries.first?.list.receivedBy == "olive")
    let entry = try #require(entries.first)
    #expect(try await site.store.referenceBytes(of: entry.list.kind) == reading.file.bytes)
    // The same file again changes nothing.
    let again = read(
      Self.row(2026, "1480") + Self.row(2025, "1502"), beside: try await kept.figures())
    #expect(again.changes.added == 0 && again.changes.revised.isEmpty)
    try await kept.keep(again, by: "olive", at: Site.now)
    #expect(try await kept.entries().count == 1)
    try await kept.remove(entry)
    #expect(try await kept.entries().isEmpty)
    #expect(try await kept.figures().series(of: "lookedAfter", for: "383")[2026] == .notPublished)
    #expect(try await site.store.referenceBytes(of: entry.list.kind).isEmpty)
  }

  @Test func a_layout_is_kept_and_taken_away_with_its_file() async throws {
    let site = try await Site()
    defer { site.remove() }
    let kept = KeptFigures(in: site.store)
    let shipped = try PublishedFigures.shipped()
    func read(_ described: [UInt8]?) -> FigureFileReading {
      FigureFileReading(
        name: "c1.csv",
        bytes: Array(
          "time_period,geographic_level,old_la_code,Referred\n2026,Local authority,383,9000\n".utf8
        ),
        release: "CIN 2026", described: described, beside: shipped)
    }
    #expect(!read(nil).isOfUse)
    let reading = read(Array("layout,measure,column,where\nIn need,referrals,Referred,\n".utf8))
    #expect(reading.isOfUse && reading.layout?.title == "In need")
    try await kept.keep(reading, by: "olive", at: Site.now)
    #expect(try await kept.figures().series(of: "referrals", for: "383")[2026] == .number(9000))
    let entries = try await kept.entries()
    #expect(entries.count == 1 && entries.first?.layout != nil)
    try await kept.remove(try #require(entries.first))
    #expect(try await site.store.references().isEmpty)
    #expect(try await kept.figures().series(of: "referrals", for: "383")[2026] == .notPublished)
  }

  @Test func inspections_are_kept_as_received_and_taken_away_again() async throws {
    let site = try await Site()
    defer { site.remove() }
    let kept = KeptFigures(in: site.store)
    let shipped = try PublishedFigures.shipped()
    let reading = FigureFileReading(
      name: "ilacs.csv",
      bytes: Array(
        ("ons_code,inspection_date,publication_date,impact_of_leaders\n"
          + "E08000035,2026-02-02,2026-03-16,Inadequate\nE99,2026-02-02,2026-03-16,Good\n").utf8),
      release: "Ofsted 2026", beside: shipped)
    #expect(reading.isOfUse && reading.judgementChanges.added.count == 1)
    #expect(reading.refused.map(\.line) == [3])
    #expect(reading.file.release.published == 2026)
    try await kept.keep(reading, by: "olive", at: Site.now)
    #expect(try await kept.figures().judgements(of: "383").last?.leaders == .inadequate)
    let entry = try #require(try await kept.entries().first)
    #expect(entry.list.rows == 1 && entry.list.refused == 1)
    #expect(try await site.store.referenceBytes(of: entry.list.kind) == reading.file.bytes)
    try await kept.remove(entry)
    #expect(try await kept.figures().judgements(of: "383") == shipped.judgements(of: "383"))
  }

  @Test func a_later_release_revises_an_earlier_one_whichever_came_first() async throws {
    let site = try await Site()
    defer { site.remove() }
    let kept = KeptFigures(in: site.store)
    let shipped = try PublishedFigures.shipped()
    for (release, number) in [("SFR/9/2028", "1600"), ("CLA 2027", "1550")] {
      let year = release.hasSuffix("8") ? 2028 : 2027
      let reading = read(
        Self.row(2027, number) + Self.row(year, number), release: release, name: "a/b.csv",
        beside: shipped)
      try await kept.keep(reading, by: "olive", at: Site.now)
    }
    let entries = try await kept.entries()
    #expect(entries.map(\.release) == ["CLA 2027", "SFR/9/2028"])
    #expect(entries.map(\.file) == ["b.csv", "b.csv"])
    let leeds = try await kept.figures().series(of: "lookedAfter", for: "383")
    #expect(leeds[2027] == .number(1600))
  }

  @Test func what_cannot_be_read_is_refused_with_its_place_and_the_rest_is_read() throws {
    let shipped = try PublishedFigures.shipped()
    let reading = read(
      Self.row(2026, "1480") + Self.row(2026, "many", area: "881")
        + Self.row(2026, "5", area: "000"), beside: shipped)
    #expect(reading.isOfUse)
    #expect(Set(reading.figures.map(\.area)) == ["383"])
    #expect(reading.refused.map(\.line) == [3, 4])
    #expect(
      reading.refused.first?.description.contains("cla.csv, line 3: number is “many”") ?? false)
    let other = FigureFileReading(
      name: "notes.csv", bytes: Array("a,b\n".utf8), beside: shipped)
    #expect(!other.isOfUse && other.layout == nil)
    #expect(other.refused.first?.description.contains("population_count") ?? false)
    let spoiled = FigureFileReading(
      name: "c1.csv", bytes: Array("a,b\n".utf8), described: Array("a,b\n".utf8), beside: shipped)
    #expect(!spoiled.isOfUse)
    #expect(spoiled.refused.first?.file == "the layout of c1.csv")
  }
}
