// The attributes of SVG that charts need. Lengths are in the units of the view box.
extension Attribute {
  public static func viewBox(width: Double, height: Double) -> Attribute {
    Attribute("viewBox", "0 0 \(short(width)) \(short(height))")
  }
  public static func x(_ value: Double) -> Attribute { Attribute("x", value) }
  public static func y(_ value: Double) -> Attribute { Attribute("y", value) }
  public static func x1(_ value: Double) -> Attribute { Attribute("x1", value) }
  public static func y1(_ value: Double) -> Attribute { Attribute("y1", value) }
  public static func x2(_ value: Double) -> Attribute { Attribute("x2", value) }
  public static func y2(_ value: Double) -> Attribute { Attribute("y2", value) }
  public static func cx(_ value: Double) -> Attribute { Attribute("cx", value) }
  public static func cy(_ value: Double) -> Attribute { Attribute("cy", value) }
  public static func r(_ value: Double) -> Attribute { Attribute("r", value) }
  public static func rx(_ value: Double) -> Attribute { Attribute("rx", value) }
  public static func width(_ value: Double) -> Attribute { Attribute("width", value) }
  public static func height(_ value: Double) -> Attribute { Attribute("height", value) }
  public static func fill(_ value: String) -> Attribute { Attribute("fill", value) }
  public static func stroke(_ value: String) -> Attribute { Attribute("stroke", value) }
  public static func strokeWidth(_ value: Double) -> Attribute {
    Attribute("stroke-width", value)
  }
  public static func strokeDasharray(_ value: String) -> Attribute {
    Attribute("stroke-dasharray", value)
  }
  public static func d(_ value: String) -> Attribute { Attribute("d", value) }
  public static func points(_ value: String) -> Attribute { Attribute("points", value) }
  public static func textAnchor(_ value: String) -> Attribute { Attribute("text-anchor", value) }
  static func patternUnits(_ value: String) -> Attribute { Attribute("patternUnits", value) }
}
