// The elements of HTML that pages need, one line each. There is no `style`, and `script` only loads
// a file: the content security policy allows neither inline.

// MARK: - Document

public let html = Element("html")
public let head = Element("head")
public let body = Element("body")
public let title = Element("title")
public let meta = VoidElement("meta")
public let link = VoidElement("link")

// MARK: - Sections

public let main = Element("main")
public let header = Element("header")
public let footer = Element("footer")
public let nav = Element("nav")
public let section = Element("section")
public let article = Element("article")
public let aside = Element("aside")
public let h1 = Element("h1")
public let h2 = Element("h2")
public let h3 = Element("h3")
public let h4 = Element("h4")

// MARK: - Blocks

public let div = Element("div")
public let p = Element("p")
public let ul = Element("ul")
public let ol = Element("ol")
public let li = Element("li")
public let dl = Element("dl")
public let dt = Element("dt")
public let dd = Element("dd")
public let pre = Element("pre", dropsFirstNewline: true)
public let blockquote = Element("blockquote")
public let figure = Element("figure")
public let figcaption = Element("figcaption")
public let details = Element("details")
public let summary = Element("summary")
public let hr = VoidElement("hr")

// MARK: - Text

public let a = Element("a")
public let span = Element("span")
public let strong = Element("strong")
public let em = Element("em")
public let small = Element("small")
public let code = Element("code")
public let abbr = Element("abbr")
public let time = Element("time")
public let mark = Element("mark")
public let ins = Element("ins")
public let del = Element("del")
public let br = VoidElement("br")
public let wbr = VoidElement("wbr")
public let img = VoidElement("img")

// MARK: - Tables

public let table = Element("table")
public let caption = Element("caption")
public let thead = Element("thead")
public let tbody = Element("tbody")
public let tfoot = Element("tfoot")
public let tr = Element("tr")
public let th = Element("th")
public let td = Element("td")

// MARK: - Forms

public let form = Element("form")
public let fieldset = Element("fieldset")
public let legend = Element("legend")
public let label = Element("label")
public let button = Element("button")
public let select = Element("select")
public let optgroup = Element("optgroup")
public let option = Element("option")
public let datalist = Element("datalist")
public let textarea = Element("textarea", dropsFirstNewline: true)
public let output = Element("output")
public let progress = Element("progress")
public let input = VoidElement("input")

/// A script file, loaded as a module.
///
/// Inline scripts cannot be written.
func script(_ source: Link, _ attributes: Attribute...) -> Markup {
  Element("script")(attributes: [.type("module"), .src(source)] + attributes) {}
}
