import HTML
import Published
import Statistics

// Where the authority lies among all others.
extension IndicatorPage {
  @MarkupBuilder var among: Markup {
    if let funnel {
      h2(class: "govuk-heading-m") { "Among all authorities" }
      p(class: "govuk-body") { funnelSentence(funnel) }
      ScatterPlot(
        id: "funnel", title: "\(indicator.name): every authority by size, \(funnel.year)",
        across: .init(amongWords, FigureFormat()), up: .init(indicator.unitWords, format),
        points: funnelPoints(funnel), curves: funnelCurves(funnel),
        notes: [
          "Between the inner lines lie 95, between the outer 99.8 of 100 authorities that are as the others are, small ones further apart than large ones. The lines allow for authorities differing for many reasons that are nobody’s merit or fault. Full marks lie outside when all \(funnel.judgedCount) are looked at together; where fewer than 10 would be expected, nothing is said. A place on this chart is no grade."
        ], source: source)
    }
  }

  private var amongWords: String {
    indicator.denominator == ["children"]
      ? "Children who live there" : indicator.among.shortenedAtComma
  }

  private func funnelSentence(_ funnel: IndicatorFunnel) -> String {
    let outside = funnel.areas.count { funnel.standsOut($0.code) != nil }
    let factor = indicator.unit.factor
    return
      "In \(funnel.year), \(outside) of \(funnel.judgedCount) authorities lie outside what authorities ordinarily differ by. All together are at \(format.words(funnel.plot.target * factor))."
  }

  private func funnelPoints(_ funnel: IndicatorFunnel) -> [ScatterPlot.Point] {
    zip(funnel.areas, funnel.tallies).map { area, tally in
      ScatterPlot.Point(
        area.name, x: tally.exposure, y: tally.count / tally.exposure * indicator.unit.factor,
        area.code == setting.area?.code
          ? .own : funnel.standsOut(area.code) != nil ? .standsOut : .plain)
    }
  }

  private func funnelCurves(_ funnel: IndicatorFunnel) -> [ScatterPlot.Curve] {
    let sizes = funnel.tallies.map(\.exposure)
    guard let smallest = sizes.min(), let largest = sizes.max(), smallest < largest else {
      return []
    }
    let factor = indicator.unit.factor
    // Closer together where the lines bend most.
    let steps = (0...48).map { step -> Double in
      let part = Double(step) / 48
      return smallest + (largest - smallest) * part * part
    }
    func curve(_ level: Double, isUpper: Bool) -> [(x: Double, y: Double)] {
      steps.compactMap { size in
        funnel.plot.limits(exposure: size, level: level).map {
          (size, (isUpper ? $0.upper : $0.lower) * factor)
        }
      }
    }
    return [
      ScatterPlot.Curve(
        "All together", .chained, steps.map { ($0, funnel.plot.target * factor) }),
      ScatterPlot.Curve("95 of 100, upper", .limit, curve(0.95, isUpper: true)),
      ScatterPlot.Curve("95 of 100, lower", .limit, curve(0.95, isUpper: false)),
      ScatterPlot.Curve("99.8 of 100, upper", .faint, curve(0.998, isUpper: true)),
      ScatterPlot.Curve("99.8 of 100, lower", .faint, curve(0.998, isUpper: false)),
    ]
  }
}

extension String {
  /// Up to the first comma: for an axis.
  var shortenedAtComma: String { split(separator: ",").first.map(String.init) ?? self }
}
