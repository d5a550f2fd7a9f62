/// What all pages that one person sees have in common: whose service it is, the navigation, who is
/// signed in, and which files the pages load.
public struct PageFrame: Sendable {
  /// The files every page loads, in their order.
  public struct Assets: Sendable {
    public var stylesheets: [Link]
    /// Our own script, which also starts that of GOV.UK Frontend.
    public var script: Link
    public var frontendScript: Link
    public var icon: Link?

    public init(
      stylesheets: [Link] = ["/assets/govuk-frontend.min.css", "/style/kith.css"],
      script: Link = "/style/kith.js", frontendScript: Link = "/assets/govuk-frontend.min.js",
      icon: Link? = nil
    ) {
      self.stylesheets = stylesheets
      self.script = script
      self.frontendScript = frontendScript
      self.icon = icon
    }
  }

  public var service: String
  public var council: String
  /// The council's own mark, beside its name.
  ///
  /// Never the crown: this is no GOV.UK service.
  public var brand: Markup
  public var home: Link
  public var navigation: [NavigationItem]
  public var signedIn: SignedIn?
  public var footer: [NavigationItem]
  /// A line above every page, such as "Fictional data: no real child is in here".
  public var notice: String?
  public var assets: Assets

  public init(
    service: String = "Kith", council: String, brand: Markup = Markup(), home: Link = "/",
    navigation: [NavigationItem] = [], signedIn: SignedIn? = nil, footer: [NavigationItem] = [],
    notice: String? = nil, assets: Assets = Assets()
  ) {
    self.service = service
    self.council = council
    self.brand = brand
    self.home = home
    self.navigation = navigation
    self.signedIn = signedIn
    self.footer = footer
    self.notice = notice
    self.assets = assets
  }
}
