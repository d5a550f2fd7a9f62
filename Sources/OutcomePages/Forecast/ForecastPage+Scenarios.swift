import CivilTime
import Forecast
import HTML
import Statistics

// What is assumed, what it would change, and what homes it would need and cost.
extension ForecastPage {
  func form(open: Bool) -> Details {
    let form = question.form
    func amount(_ name: String, _ label: String, suffix: String? = nil) -> TextInput {
      TextInput(form.field(name, label), kind: .wholeNumber, width: .five, suffix: suffix)
    }
    func price(_ name: String, _ label: String) -> TextInput {
      TextInput(form.field(name, label), kind: .wholeNumber, width: .five, prefix: "£")
    }
    return Details("Change what is assumed: scenarios, prices and homes", open: open) {
      Form(asking: .forecast) {
        Select(
          form.field(ForecastQuestion.Name.months, "How far ahead"),
          ForecastQuestion.choicesOfMonths.map { Choice(String($0), "\($0) months") }, prompt: nil)
        Fieldset("What would be done otherwise") {
          div(class: "kith-fields") {
            amount(ForecastQuestion.Name.fewerStarts, "Fewer children come into care", suffix: "%")
            amount(
              ForecastQuestion.Name.soonerHome, "Likelier each month to go home to parents",
              suffix: "%")
            amount(ForecastQuestion.Name.fosteringHomes, "More fostering homes")
            amount(ForecastQuestion.Name.homePlaces, "Places in a new children’s home")
            amount(ForecastQuestion.Name.begins, "Months until it begins")
          }
        }
        Fieldset("What a child costs in a week") {
          div(class: "kith-fields") {
            for home in HomeKind.allCases {
              price(ForecastQuestion.Name.price(home), home.words)
            }
            price(
              ForecastQuestion.Name.ownPlace, "A place in the new children’s home, filled or not")
          }
        }
        Fieldset("Homes that there are") {
          div(class: "kith-fields") {
            for home in HomeKind.found {
              amount(ForecastQuestion.Name.available(home), home.words)
            }
          }
        }
        Button("Forecast", preventsDoubleClick: false)
      }
    }
  }

  // MARK: - Scenarios

  @MarkupBuilder var scenarios: Markup {
    if forecasts.count > 1, let asNow = forecasts.first {
      h2(class: "govuk-heading-m") { "Side by side" }
      p(class: "govuk-body") {
        "All from the same draws of the same rates, so they differ by what is done and by nothing else."
      }
      LineChart(
        id: "scenarios", title: "Children in care expected", unit: "Children", by: .days,
        series: forecasts.enumerated().map { place, forecast in
          LineChart.Series(
            forecast.scenario.name, label: "", style(place),
            yearly(forecast).map { LineChart.Point($0.end, $0.total.middle) })
        }, notes: ["What is expected, without intervals: they are in the table."])
      Table(
        forecasts, title: "What each would come to", size: .small,
        columns: [
          Column("If") { $0.scenario.name },
          Column("In care at the end", numeric: true) { forecast in
            forecast.months.last.map { ForecastPage.words($0.total.interval()) } ?? ""
          },
          Column("More or fewer than as now", numeric: true) { forecast in
            Spoken.change(
              (forecast.months.last?.total.middle ?? 0)
                - (asNow.months.last?.total.middle ?? 0))
          },
          Column("In children’s homes at the end", numeric: true) { forecast in
            forecast.months.last?.byHome[.childrensHome]
              .map { ForecastPage.words($0.interval()) } ?? ""
          },
        ] + (question.costs == nil ? [] : costColumns(against: asNow)))
    }
  }

  /// As things are, then every third month: marks of every month would cover the lines.
  private func yearly(_ forecast: CareForecast) -> [ForecastMonth] {
    forecast.months.enumerated().filter { ($0.offset + 1) % 3 == 0 }.map(\.element)
  }

  private func costColumns(against asNow: CareForecast) -> [Column<CareForecast>] {
    func cost(_ forecast: CareForecast) -> Double {
      forecast.cost(ofMonths: 0..<forecast.months.count)?.mean ?? 0
    }
    let usual = cost(asNow)
    return [
      Column("Cost of all the months", numeric: true) { Spoken.pounds(cost($0)) },
      Column("Dearer or cheaper", numeric: true) { forecast in
        let difference = cost(forecast) - usual
        (difference < 0 ? "−" : "") + Spoken.pounds(difference.magnitude)
      },
    ]
  }

  private func style(_ place: Int) -> LineStyle {
    [.heavy, .dashed, .dotted, .chained, .limit, .faint][min(place, 5)]
  }

  // MARK: - Cost

  @MarkupBuilder func costs(_ first: CareForecast) -> Markup {
    h2(class: "govuk-heading-m") { "Cost" }
    if question.costs == nil {
      p(class: "govuk-body") {
        "Enter what a week costs in each kind of home, above, to see what comes to be paid."
      }
    } else {
      let years = stride(from: 0, to: first.months.count, by: 12).map {
        $0..<min($0 + 12, first.months.count)
      }
      let priced = HomeKind.allCases.filter { question.prices[$0] != nil }
      let unpriced = HomeKind.allCases.filter { question.prices[$0] == nil }
      Table(
        years, title: "If all goes on as it does", size: .small,
        columns: [
          Column("Twelve months to") { first.months[$0.upperBound - 1].end.spoken },
          Column("Expected", numeric: true) { year in
            first.cost(ofMonths: year).map { Spoken.pounds($0.mean) } ?? ""
          },
          Column("Eight in ten between", numeric: true) { year in
            first.cost(ofMonths: year).map { cost in
              let interval = cost.interval()
              return "\(Spoken.pounds(interval.lower)) and \(Spoken.pounds(interval.upper))"
            } ?? ""
          },
        ]
          + priced.map { home in
            Column(home.words, numeric: true) { year in
              Spoken.pounds(first.months[year].reduce(0) { $0 + ($1.costByHome[home] ?? 0) })
            }
          })
      if !unpriced.isEmpty {
        p(class: "govuk-body") {
          "No price was given for these, so they are counted as costing nothing: \(unpriced.map(\.words).joined(separator: "; "))."
        }
      }
    }
  }

  // MARK: - Homes

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
    let months = shown.compactMap { forecasts.first?.months[$0].end }
    let rows: [HomesNeeded] = forecasts.map { forecast in
      let years = forecast.sufficiency(available: question.available)
        .filter { $0.home == home && months.contains($0.month) }
      return (forecast.scenario.name, years)
    }
    let needed = months.indices.map { place in
      Column<HomesNeeded>("Needed on \(months[place].spoken)", numeric: true) { row in
        row.years.indices.contains(place) ? ForecastPage.words(row.years[place].needed) : ""
      }
    }
    let found = [
      Column<HomesNeeded>("There are then", numeric: true) { row in
        row.years.last.map { Spoken.number($0.available) } ?? ""
      },
      Column<HomesNeeded>("Chance that they are too few", numeric: true) { row in
        row.years.last.map { ForecastPage.chance($0.chanceOfShortage) } ?? ""
      },
      Column<HomesNeeded>("To find, for nine in ten to be enough", numeric: true) { row in
        row.years.last.map { Spoken.number($0.toFind) } ?? ""
      },
    ]
    return Table(
      rows, title: home.words, size: .small,
      columns: [Column<HomesNeeded>("If") { $0.scenario }] + needed + found)
  }

  /// Never 0 and never 100: nothing foretold is certain.
  private static func chance(_ chance: Double) -> String {
    switch chance {
    case ..<0.01: "under 1 in 100"
    case 0.99...: "over 99 in 100"
    default: "\(Spoken.number(100 * chance)) in 100"
    }
  }

  @MarkupBuilder var districts: Markup {
    if let last = past.history?.lastDay, !past.districts.isEmpty {
      let most = Array(past.districts.prefix(40))
      let homes = HomeKind.allCases.filter { home in
        most.contains { ($0.children[home] ?? 0) > 0 }
      }
      Details("Where children in care on \(last.spoken) came from, and the home they are in") {
        p(class: "govuk-body") {
          "By the first half of the postcode of the home they came from. A forecast for each district would rest on too few children: this says where those of today came from."
        }
        Table(
          most, title: "Children in care by district", hidesTitle: true,
          columns: [
            Column("District") { $0.name.isEmpty ? "Not recorded" : $0.name },
            Column("Children", numeric: true) { Spoken.number($0.count) },
          ]
            + homes.map { home in
              Column(home.words, numeric: true) { Spoken.number($0.children[home] ?? 0) }
            })
        if most.count < past.districts.count {
          p(class: "govuk-body") {
            "And \(Spoken.counted(past.districts.count - most.count, "district", "districts")) with fewer."
          }
        }
      }
    }
  }
}
