public import CivilTime

// The attributes of HTML that pages need. A nil value, or false, writes nothing.
extension Attribute {
  // MARK: - Anything

  public static func id(_ value: String?) -> Attribute { Attribute("id", value) }
  public static func role(_ value: String) -> Attribute { Attribute("role", value) }
  public static func lang(_ value: String) -> Attribute { Attribute("lang", value) }
  public static func title(_ value: String?) -> Attribute { Attribute("title", value) }
  public static func tabindex(_ value: Int) -> Attribute { Attribute("tabindex", value) }
  public static func hidden(_ on: Bool = true) -> Attribute { Attribute("hidden", when: on) }

  public static func `class`(_ value: String) -> Attribute { Attribute("class", value) }

  /// Several classes, of which some may not apply: `.class("govuk-input", error.map { _ in … })`.
  public static func `class`(_ first: String, _ others: String?...) -> Attribute {
    Attribute("class", others.reduce(first) { all, next in next.map { all + " " + $0 } ?? all })
  }

  // MARK: - Addresses

  public static func href(_ link: Link) -> Attribute { Attribute("href", link) }
  public static func src(_ link: Link) -> Attribute { Attribute("src", link) }
  public static func action(_ link: Link) -> Attribute { Attribute("action", link) }
  public static func formaction(_ link: Link) -> Attribute {
    Attribute("formaction", link)
  }
  public static func rel(_ value: String) -> Attribute { Attribute("rel", value) }
  public static func download(_ on: Bool = true) -> Attribute { Attribute("download", when: on) }

  // MARK: - Document

  static func charset(_ value: String) -> Attribute { Attribute("charset", value) }
  public static func content(_ value: String) -> Attribute { Attribute("content", value) }
  public static func datetime(_ day: Day) -> Attribute { Attribute("datetime", day.iso) }
  public static func alt(_ value: String) -> Attribute { Attribute("alt", value) }
  public static func open(_ on: Bool = true) -> Attribute { Attribute("open", when: on) }

  // MARK: - Tables

  public static func scope(_ value: String) -> Attribute { Attribute("scope", value) }
  public static func colspan(_ value: Int) -> Attribute { Attribute("colspan", value) }
  public static func rowspan(_ value: Int) -> Attribute { Attribute("rowspan", value) }

  // MARK: - Forms

  public static func name(_ value: String?) -> Attribute { Attribute("name", value) }
  public static func value(_ value: String?) -> Attribute { Attribute("value", value) }
  public static func type(_ value: String) -> Attribute { Attribute("type", value) }
  public static func method(_ value: String) -> Attribute { Attribute("method", value) }
  public static func enctype(_ value: String?) -> Attribute { Attribute("enctype", value) }
  public static func accept(_ value: String?) -> Attribute { Attribute("accept", value) }
  public static func `for`(_ value: String) -> Attribute { Attribute("for", value) }
  public static func inputmode(_ value: String?) -> Attribute { Attribute("inputmode", value) }
  /// The identifier of a `datalist`.
  public static func list(_ id: String) -> Attribute { Attribute("list", id) }
  public static func autocomplete(_ value: String?) -> Attribute {
    Attribute("autocomplete", value)
  }
  public static func spellcheck(_ on: Bool) -> Attribute {
    Attribute("spellcheck", on ? "true" : "false")
  }
  public static func rows(_ value: Int) -> Attribute { Attribute("rows", value) }
  public static func max(_ value: Int) -> Attribute { Attribute("max", value) }
  public static func checked(_ on: Bool = true) -> Attribute { Attribute("checked", when: on) }
  public static func selected(_ on: Bool = true) -> Attribute { Attribute("selected", when: on) }
  public static func disabled(_ on: Bool = true) -> Attribute { Attribute("disabled", when: on) }
  public static func readonly(_ on: Bool = true) -> Attribute { Attribute("readonly", when: on) }
  public static func multiple(_ on: Bool = true) -> Attribute { Attribute("multiple", when: on) }
  public static func novalidate(_ on: Bool = true) -> Attribute {
    Attribute("novalidate", when: on)
  }
}
