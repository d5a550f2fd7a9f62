/// Links to the other pages of a long list.
///
/// Nothing where there is one page only.
public struct Pagination: Component {
  let page: Int
  let pages: Int
  let base: Link

  /// - Parameters:
  ///   - page: the page shown, from 1.
  ///   - base: the address of the list; `page` is added to it.
  public init(page: Int, of pages: Int, at base: Link) {
    self.page = page
    self.pages = pages
    self.base = base
  }

  public var markup: Markup {
    if pages > 1 {
      nav(class: "govuk-pagination", .aria("label", "Pages")) {
        if page > 1 {
          div(class: "govuk-pagination__prev") { step("Previous", to: page - 1, rel: "prev") }
        }
        ul(class: "govuk-pagination__list") {
          for item in items { entry(item) }
        }
        if page < pages {
          div(class: "govuk-pagination__next") { step("Next", to: page + 1, rel: "next") }
        }
      }
    }
  }

  /// The first page, the last, this one and its neighbours; nil where some are left out.
  var items: [Int?] {
    var items: [Int?] = []
    for number in 1...max(pages, 1)
    where number == 1 || number == pages || abs(number - page) <= 1 {
      if let last = items.last.flatMap(\.self), number > last + 1 {
        items.append(number == last + 2 ? last + 1 : nil)
      }
      items.append(number)
    }
    return items
  }

  @MarkupBuilder private func entry(_ number: Int?) -> Markup {
    if let number {
      li(
        class: number == page
          ? "govuk-pagination__item govuk-pagination__item--current" : "govuk-pagination__item"
      ) {
        a(
          class: "govuk-link govuk-pagination__link", .href(link(to: number)),
          .aria("label", "Page \(number)"), .aria("current", number == page ? "page" : nil)
        ) { number }
      }
    } else {
      li(class: "govuk-pagination__item govuk-pagination__item--ellipses") { "…" }
    }
  }

  private func step(_ text: String, to number: Int, rel: String) -> Markup {
    a(class: "govuk-link govuk-pagination__link", .href(link(to: number)), .rel(rel)) {
      if rel == "prev" { arrow("M7 1 L1.5 6.5 L7 12 M1.5 6.5 H15", rel) }
      span(class: "govuk-pagination__link-title") {
        text
        span(class: "govuk-visually-hidden") { " page" }
      }
      if rel == "next" { arrow("M8 1 L13.5 6.5 L8 12 M13.5 6.5 H0", rel) }
    }
  }

  private func arrow(_ path: String, _ rel: String) -> Markup {
    SVG.svg(
      class: "govuk-pagination__icon govuk-pagination__icon--\(rel)",
      .viewBox(width: 15, height: 13), .width(15), .height(13), .aria("hidden", "true")
    ) {
      SVG.path(.d(path), .fill("none"), .stroke("currentColor"), .strokeWidth(2))
    }
  }

  private func link(to number: Int) -> Link { base.setting("page", String(number)) }
}
