/// How a line is drawn: colour, dashes and marks together, so that who cannot tell the colours apart,
/// or prints in grey, still can.
public enum LineStyle: String, CaseIterable, Sendable {
  /// Thick, with round marks: what the chart is about.
  case heavy
  /// Dashes, with square marks.
  case dashed
  /// Dots, with triangles.
  case dotted
  /// Long and short dashes in turns, without marks.
  case chained
  /// Thin and grey, as a background.
  case faint
  /// Short thin dashes: a limit.
  case limit

  /// At least 4.5 to 1 against white.
  var colour: String {
    switch self {
    case .heavy: "#1d70b8"
    case .dashed: "#a33a0b"
    case .dotted: "#4c2c92"
    case .chained: "#0b0c0c"
    case .faint: "#6f777b"
    case .limit: "#505a5f"
    }
  }

  var width: Double {
    switch self {
    case .heavy: 3
    case .dashed, .dotted: 2
    case .chained: 1.6
    case .faint, .limit: 1.2
    }
  }

  var dashes: String? {
    switch self {
    case .heavy, .faint: nil
    case .dashed: "7 4"
    case .dotted: "2 3"
    case .chained: "10 3 2 3"
    case .limit: "4 3"
    }
  }

  /// The attributes of a line or path in this style.
  var stroke: [Attribute] {
    [.stroke(colour), .strokeWidth(width), .fill("none")]
      + (dashes.map { [.strokeDasharray($0)] } ?? [])
  }

  /// The mark at a point; nothing for lines without marks.
  @MarkupBuilder func mark(_ x: Double, _ y: Double) -> Markup {
    switch self {
    case .heavy:
      SVG.circle(.cx(x), .cy(y), .r(3.5), .fill(colour))
    case .dashed:
      SVG.rect(
        .x(x - 3), .y(y - 3), .width(6), .height(6), .fill("#ffffff"), .stroke(colour),
        .strokeWidth(1.5))
    case .dotted:
      SVG.polygon(
        .points(LineDrawing.points([(x, y - 4), (x + 4, y + 3), (x - 4, y + 3)])), .fill("#ffffff"),
        .stroke(colour), .strokeWidth(1.5))
    case .chained, .faint, .limit: Markup()
    }
  }

  /// A short piece of the line, for a key.
  var sample: Markup {
    SVG.svg(.viewBox(width: 36, height: 14), .width(36), .height(14), .aria("hidden", "true")) {
      SVG.path(attributes: [.d("M1 7 H35")] + stroke) {}
      mark(18, 7)
    }
  }
}
