/// How a kind of span is drawn: a colour and a pattern together, so that who cannot tell the colours
/// apart, or prints in grey, still can.
public enum SpanStyle: String, CaseIterable, Sendable {
  /// Plain.
  case blue
  /// Lines rising to the right.
  case green
  /// Dots.
  case purple
  /// Upright lines.
  case orange
  /// Crosses.
  case pink
  /// Level lines.
  case turquoise
  /// Lines falling to the right.
  case red
  /// A grid.
  case grey

  /// Edge: at least 4.5 to 1 against white.
  var edge: String { colours.edge }
  /// Ground: dark text on it, and on its pattern, has at least 7 to 1.
  var ground: String { colours.ground }

  private var colours: (edge: String, ground: String, line: String) {
    switch self {
    case .blue: ("#1d70b8", "#d2e2f1", "#d2e2f1")
    case .green: ("#005a30", "#cce2d8", "#8fbfa6")
    case .purple: ("#4c2c92", "#dbd5e9", "#a99bd1")
    case .orange: ("#a33a0b", "#fcd6c3", "#eda37f")
    case .pink: ("#80224d", "#f7d7e6", "#df9bbd")
    case .turquoise: ("#10403c", "#bfe3e0", "#7fbfb9")
    case .red: ("#942514", "#f6d7d2", "#e39c90")
    case .grey: ("#383f43", "#eeefef", "#b1b4b6")
    }
  }

  /// The pattern in a tile of eight by eight.
  private var tile: String {
    switch self {
    case .blue: ""
    case .green: "M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6"
    case .purple: "M3 4 H5"
    case .orange: "M4 0 V8"
    case .pink: "M2 2 L6 6 M6 2 L2 6"
    case .turquoise: "M0 4 H8"
    case .red: "M-2 6 L2 10 M0 0 L8 8 M6 -2 L10 2"
    case .grey: "M0 4 H8 M4 0 V8"
    }
  }

  func definition(id: String) -> Markup {
    SVG.pattern(.id(id), .width(8), .height(8), .patternUnits("userSpaceOnUse")) {
      SVG.rect(.width(8), .height(8), .fill(ground))
      SVG.path(.d(tile), .stroke(colours.line), .strokeWidth(2), .fill("none"))
    }
  }
}
