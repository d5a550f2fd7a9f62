import Checking
import Hummingbird
import Logging
import Secrets
public import Store

/// Everything that the web keeps and asks for lies in one store.
public typealias WebStore = RecordStore & AccountStore & ImportRunStore & ReferenceStore
  & FindingStore

/// All addresses and what answers them; used by the server and by the tests alike.
///
/// - Parameter more: adds further routes; for tests of what all routes share.
func buildRouter(
  configuration: WebConfiguration, store: any WebStore, rules: LiveRules? = nil,
  clock: WallClock, passwords: PasswordHasher, logger: Logger,
  adding more: (Routes) -> Void = { _ in }
) throws -> Router<WebContext> {
  let assets = try Assets(govukFrontend: configuration.govukFrontend)
  if let advice = assets.advice { logger.warning("\(advice)") }
  let frames = PageFrames(configuration: configuration, assets: assets)
  let sessions = Sessions(
    accounts: store, limits: configuration.sessions,
    cookie: SessionCookie(behindTLS: configuration.behindTLS))
  let signIn = SignIn(
    accounts: store, passwords: PasswordCheck(passwords), sessions: sessions, frames: frames,
    configuration: configuration, clock: clock)
  let casework = try Casework(store: store, rules: rules, clock: clock)
  let routes = Routes(
    gate: Gate(
      sessions: sessions, signIn: signIn, frames: frames, limits: configuration.limits,
      clock: clock))

  // One line a feature.
  AssetRoutes(assets: assets).add(to: routes)
  Health(accounts: store, clock: clock).add(to: routes)
  signIn.add(to: routes)
  HomeRoutes(casework: casework).add(to: routes)
  DraftRoutes(accounts: store).add(to: routes)
  ChildrenRoutes(casework: casework).add(to: routes)
  RecordRoutes(casework: casework).add(to: routes)
  FindingRoutes(casework: casework).add(to: routes)
  RuleRoutes(casework: casework).add(to: routes)
  VisitRoutes(casework: casework).add(to: routes)
  CaseNoteRoutes(casework: casework).add(to: routes)
  let checks = CheckDesk(store: store, shelf: rules?.reference)
  let imports = ImportDesk(store: store, clock: clock)
  ImportRoutes(store: store, casework: casework, desk: imports, checks: checks).add(to: routes)
  ImportUndoRoutes(store: store, casework: casework, desk: imports).add(to: routes)
  ImportCheckRoutes(store: store, casework: casework, desk: checks).add(to: routes)
  ReferenceRoutes(
    casework: casework,
    desk: ReferenceDesk(store: store, rules: rules, configuration: configuration)
  ).add(to: routes)
  more(routes)

  let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
  router.add(middleware: RequestLog(logger: logger))
  router.add(middleware: SecurityHeaders(behindTLS: configuration.behindTLS))
  router.add(middleware: ErrorPages(frames: frames, logger: logger))
  routes.install(on: router)
  return router
}
