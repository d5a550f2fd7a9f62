/// The sizes in which headings, labels and captions come.
public enum TextSize: String, Sendable {
  case small = "s"
  case medium = "m"
  case large = "l"
  case extraLarge = "xl"
}
