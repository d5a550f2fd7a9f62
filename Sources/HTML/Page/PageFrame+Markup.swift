extension PageFrame {
  @MarkupBuilder func headMarkup(title text: String) -> Markup {
    meta(.charset("utf-8"))
    title { text + " – " + service }
    meta(.name("viewport"), .content("width=device-width, initial-scale=1, viewport-fit=cover"))
    meta(.name("robots"), .content("noindex, nofollow"))
    if let icon = assets.icon { link(.rel("icon"), .href(icon)) }
    for sheet in assets.stylesheets { link(.rel("stylesheet"), .href(sheet)) }
  }

  @MarkupBuilder func headerMarkup(current: Link?) -> Markup {
    a(
      class: "govuk-skip-link", .href(.place("main-content")), .data("module", "govuk-skip-link")
    ) { "Skip to main content" }
    header(class: "kith-header") {
      if let notice { p(class: "kith-notice") { notice } }
      div(class: "govuk-width-container kith-header__container") {
        div(class: "kith-header__council") {
          brand
          span { council }
        }
        signedIn?.markup
      }
    }
    serviceNavigation(current: current)
  }

  private func serviceNavigation(current: Link?) -> Markup {
    section(
      class: "govuk-service-navigation", .aria("label", "Service information"),
      .data("module", "govuk-service-navigation")
    ) {
      div(class: "govuk-width-container") {
        div(class: "govuk-service-navigation__container") {
          span(class: "govuk-service-navigation__service-name") {
            a(class: "govuk-service-navigation__link", .href(home)) { service }
          }
          if !navigation.isEmpty {
            nav(class: "govuk-service-navigation__wrapper", .aria("label", "Menu")) {
              button(
                class: "govuk-service-navigation__toggle govuk-js-service-navigation-toggle",
                .type("button"), .aria("controls", "navigation"), .hidden()
              ) { "Menu" }
              ul(class: "govuk-service-navigation__list", .id("navigation")) {
                for item in navigation { entry(item, isCurrent: item.link == current) }
              }
            }
          }
        }
      }
    }
  }

  private func entry(_ item: NavigationItem, isCurrent: Bool) -> Markup {
    li(
      class: isCurrent
        ? "govuk-service-navigation__item govuk-service-navigation__item--active"
        : "govuk-service-navigation__item"
    ) {
      a(
        class: "govuk-service-navigation__link", .href(item.link),
        .aria("current", isCurrent ? "true" : nil)
      ) {
        if isCurrent {
          strong(class: "govuk-service-navigation__active-fallback") { item.title }
        } else {
          item.title
        }
      }
    }
  }

  @MarkupBuilder var footerMarkup: Markup {
    HTML.footer(class: "govuk-footer kith-footer") {
      div(class: "govuk-width-container") {
        if !footer.isEmpty {
          h2(class: "govuk-visually-hidden") { "About this service" }
          ul(class: "govuk-footer__inline-list") {
            for item in footer {
              li(class: "govuk-footer__inline-list-item") {
                a(class: "govuk-footer__link", .href(item.link)) { item.title }
              }
            }
          }
        }
        p(class: "kith-footer__line") {
          service == council ? service : service + ", " + council
        }
      }
    }
    script(assets.script, .data("govuk-frontend", assets.frontendScript))
  }
}
