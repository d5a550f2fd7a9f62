import CivilTime
import Forecast
import HTML
import Statistics

// What is assumed, what it would change, and what it would cost.
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
          TextArea(
            form.field(
              ForecastQuestion.Name.areas, "Homes by area",
              hint:
                "A line for each area and kind: area, kind, homes. An area is a postcode district, or a name with its districts. For example: East: LS8 LS9, fostering, 12. Kinds are \(Spoken.list(HomeKind.found.map(\.key)))."
            ), rows: 6)
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
            forecast.scenario == asNow.scenario
              ? "" : forecast.difference(fromTotalOf: asNow).map(Self.change) ?? ""
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
    let all = 0..<asNow.months.count
    return [
      Column("Cost of all the months", numeric: true) { forecast in
        forecast.cost(ofMonths: all).map { cost in
          let interval = cost.interval()
          return
            "\(Spoken.pounds(cost.mean)) (\(Spoken.pounds(interval.lower)) to \(Spoken.pounds(interval.upper)))"
        } ?? ""
      },
      Column("Dearer or cheaper", numeric: true) { forecast in
        forecast.scenario == asNow.scenario
          ? ""
          : forecast.difference(fromCostOf: asNow, ofMonths: all).map { difference in
            "\(pounds(difference.value)) (\(pounds(difference.lower)) to \(pounds(difference.upper)))"
          } ?? ""
      },
    ]
  }

  /// "£650 in “Other fostering”".
  private func assumedPrices(of homes: [HomeKind]) -> [String] {
    homes.map { "\(Spoken.pounds(question.prices[$0] ?? 0)) in “\($0.words)”" }
      + (question.ownPlacePrice > 0
        ? ["\(Spoken.pounds(question.ownPlacePrice)) for a place in the new children’s home"] : [])
  }

  /// "−32 (−40 to −25)".
  private static func change(_ difference: Estimate) -> String {
    "\(Spoken.change(difference.value)) (\(Spoken.change(difference.lower)) to \(Spoken.change(difference.upper)))"
  }

  private func pounds(_ change: Double) -> String {
    (change < 0 ? "−" : "") + Spoken.pounds(change.magnitude)
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
      p(class: "govuk-body") {
        "A week was taken to cost \(Spoken.list(assumedPrices(of: priced)))."
      }
      if !unpriced.isEmpty {
        p(class: "govuk-body") {
          "No price was given for these, so they are counted as costing nothing: \(unpriced.map(\.words).joined(separator: "; "))."
        }
      }
    }
  }
}
