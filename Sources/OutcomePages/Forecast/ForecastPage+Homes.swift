import CivilTime
import Forecast
import HTML
import Statistics

// Homes needed against homes there are: by kind, and by area.
extension ForecastPage {
  @MarkupBuilder var sufficiency: Markup {
    let homes = HomeKind.allCases.filter { question.available[$0] != nil }
    h2(class: "govuk-heading-m") { "Homes needed against homes there are" }
    if homes.isEmpty {
      p(class: "govuk-body") {
        "Enter how many homes there are of each kind, above, to see whether they are enough."
      }
    } else {
      p(class: "govuk-body") { "Homes needed, one for each child." }
      for home in homes { sufficiency(of: home) }
    }
  }

  private typealias HomesNeeded = (scenario: String, years: [Sufficiency])

  /// A row for each scenario: what is needed at the end of each year, and whether that of the last is
  /// there.
  private func sufficiency(of home: HomeKind) -> Table {
    let rows: [HomesNeeded] = forecasts.map { forecast in
      let years = shown.compactMap { month in
        question.available[home].flatMap {
          forecast.sufficiency(of: home, available: $0, month: month)
        }
      }
      return (forecast.scenario.name, years)
    }
    let needed = shown.enumerated().map { place, month in
      Column<HomesNeeded>("Needed on \(ends(month))", numeric: true) { row in
        row.years.indices.contains(place) ? ForecastPage.words(row.years[place].needed) : ""
      }
    }
    return Table(
      rows, title: home.words, size: .small,
      columns: [Column<HomesNeeded>("If") { $0.scenario }] + needed
        + ForecastPage.found { $0.years.last })
  }

  private func ends(_ month: Int) -> String { forecasts.first?.months[month].end.spoken ?? "" }

  /// What is there, whether it is enough, and what is to be found.
  private static func found<Row>(_ last: @escaping (Row) -> Sufficiency?) -> [Column<Row>] {
    [
      Column("There are then", numeric: true) { row in
        last(row).map { Spoken.number($0.available) } ?? "Not given"
      },
      Column("Chance that they are too few", numeric: true) { row in
        last(row).map { chance($0.chanceOfShortage) } ?? ""
      },
      Column("To find, for nine in ten to be enough", numeric: true) { row in
        last(row).map { Spoken.number($0.toFind) } ?? ""
      },
    ]
  }

  /// Never 0 and never 100: nothing foretold is certain.
  private static func chance(_ chance: Double) -> String {
    switch chance {
    case ..<0.01: "under 1 in 100"
    case 0.99...: "over 99 in 100"
    default: "\(Spoken.number(100 * chance)) in 100"
    }
  }

  // MARK: - By area

  @MarkupBuilder var byArea: Markup {
    if let forecast = forecasts.first, let areas = forecast.shares?.areas,
      let history = past.history
    {
      let now = history.now(by: areas)
      h3(class: "govuk-heading-s") { "By where children come from" }
      p(class: "govuk-body") {
        "A home near where a child came from keeps school, friends and family near. Some children must live farther away to be safe, so not every one of these homes is needed near by."
      }
      p(class: "govuk-body") {
        question.listed.isEmpty
          ? "The areas are the postcode districts that most children in care came from. List homes by area, above, to choose your own and to see whether they are enough."
          : "The areas are those you listed. If all goes on as it does; scenarios are not told apart by area."
      }
      for home in HomeKind.found where matters(home, forecast, now) {
        needs(of: home, forecast, areas, now[home] ?? [])
      }
      notLocated(now)
      looksByArea
    }
  }

  private func matters(
    _ home: HomeKind, _ forecast: CareForecast, _ now: [HomeKind: [AreaCount]]
  ) -> Bool {
    question.listed.has(home) || now[home] != nil
      || (shown.last.flatMap { forecast.months[$0].byHome[home]?.mean } ?? 0) >= 0.5
  }

  private typealias AreaRow = (
    place: Int, name: String, now: AreaCount, needed: [Estimate], last: Sufficiency?
  )

  private func needs(
    of home: HomeKind, _ forecast: CareForecast, _ areas: Areas, _ now: [AreaCount]
  ) -> Table {
    let years = shown.map { month in forecast.needs(month: month).filter { $0.home == home } }
    let rows: [AreaRow] = (0..<areas.count).map { place in
      let name = areas.name(of: place)
      let homes = areas.named.indices.contains(place) ? question.listed.homes(home, in: name) : nil
      return (
        place, name, now.indices.contains(place) ? now[place] : AreaCount(),
        years.map { $0[place].count.interval() },
        homes.flatMap { homes in
          years.last.map { Sufficiency($0[place].count, available: homes) }
        }
      )
    }
    // What nobody comes from and nobody is expected from needs no row.
    let filled = rows.filter { row in
      row.place < areas.named.count || row.now.children > 0
        || row.needed.contains { $0.value >= 0.5 }
    }
    return Table(
      filled, title: "\(home.words), by area", size: .small,
      columns: [
        Column("Came from") { $0.name },
        Column("On \(forecast.origin.spoken)", numeric: true) { row in
          ForecastPage.known(row.now.children, isHidden: small.hides(home, in: row.place))
        },
        Column("Of them living there", numeric: true) { row in
          if row.place != areas.notRecorded {
            ForecastPage.known(
              row.now.livingThere,
              isHidden: small.hides(home, in: row.place) || row.now.tellsWhoLivesThere)
          }
        },
      ]
        + shown.enumerated().map { place, month in
          Column("Needed on \(ends(month))", numeric: true) { row in
            ForecastPage.words(row.needed[place])
          }
        } + (question.listed.has(home) ? ForecastPage.found { $0.last } : []))
  }

  @MarkupBuilder private func notLocated(_ now: [HomeKind: [AreaCount]]) -> Markup {
    let counts = HomeKind.found.flatMap { now[$0] ?? [] }
    let unknown = counts.reduce(0) { $0 + $1.homeNotRecorded }
    p(class: "govuk-body") {
      "Not recorded are children without a postcode of where they came from, as those who came to this country alone. From other districts, “living there” is in the same district."
    }
    if unknown > 0 {
      p(class: "govuk-body" + (unknown < 6 ? " kith-on-screen" : "")) {
        "For \(Spoken.counted(unknown, "child", "children")) in these homes the postcode of the home is not recorded, so \(unknown == 1 ? "it counts" : "they count") as not living there."
      }
    }
  }

  @MarkupBuilder private var looksByArea: Markup {
    let told = looks.compactMap { look in look.byArea.map { (months: look.months, summary: $0) } }
    if !told.isEmpty {
      looked(told, "How far forecasts by area and kind of home were out in your own past")
      p(class: "govuk-body") {
        "Few children come from one area, so chance alone puts such forecasts far out: go by the intervals."
      }
    }
  }
}

extension AreaCount {
  /// Whether those who live there, or those who do not, are so few that the number must not leave the
  /// authority.
  fileprivate var tellsWhoLivesThere: Bool {
    !SuppressedTable.showsAll(of: [livingThere, children - livingThere])
  }
}
