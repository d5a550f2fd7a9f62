/// The elements of SVG that our charts need, kept apart from those of HTML with the same names.
public enum SVG {
  public static let svg = Element("svg")
  public static let g = Element("g")
  public static let defs = Element("defs")
  public static let pattern = Element("pattern")
  public static let title = Element("title")
  public static let desc = Element("desc")
  public static let rect = Element("rect")
  public static let line = Element("line")
  public static let path = Element("path")
  public static let circle = Element("circle")
  public static let polygon = Element("polygon")
  public static let text = Element("text")
  public static let tspan = Element("tspan")
}
