import Checking
import Hummingbird
import Logging
import Operation
import Secrets
public import Store

/// Everything that the web keeps and asks for lies in one store.
public typealias WebStore = RecordStore & AccountStore & ImportRunStore & ReferenceStore
  & FindingStore & RetentionStore

/// All addresses and what answers them; used by the server and by the tests alike.
///
/// - Parameter more: adds further routes; for tests of what all routes share.
func buildRouter(
  configuration: WebConfiguration, store: any WebStore, rules: LiveRules? = nil,
  clock: WallClock, passwords: PasswordHasher, logger: Logger, state given: ServerState? = nil,
  adding more: (Routes) -> Void = { _ in }
) throws -> Router<WebContext> {
  let assets = try Assets(govukFrontend: configuration.govukFrontend)
  if let advice = assets.advice { logger.warning("\(advice)") }
  let state = given ?? ServerState(configuration.limits)
  let watch = StoreWatch(
    accounts: store, clock: clock, patience: .seconds(configuration.limits.readySeconds))
  let frames = PageFrames(configuration: configuration, assets: assets, watch: watch)
  let sessions = Sessions(
    accounts: store, limits: configuration.sessions,
    cookie: SessionCookie(behindTLS: configuration.behindTLS))
  let passwords = PasswordCheck(passwords)
  let signIn = SignIn(
    accounts: store, passwords: passwords, sessions: sessions, frames: frames,
    configuration: configuration, clock: clock, metrics: state.metrics)
  let casework = try Casework(
    store: store, records: CountedRecords(records: store, metrics: state.metrics), rules: rules,
    clock: clock)
  let routes = Routes(
    gate: Gate(
      sessions: sessions, signIn: signIn, frames: frames, limits: configuration.limits,
      clock: clock, uploads: state.uploads))
  state.metrics.read(Figure.queues, by: "queue", "How many wait or are being dealt with.") {
    [requests = state.requests, uploads = state.uploads] in
    ["password checks": passwords.queue, "requests": requests.taken, "uploads": uploads.taken]
  }
  state.metrics.read(
    "kith_store_read_only", "1 while the database cannot be written.",
    { watch.isReadOnly ? 1 : 0 })

  // One line a feature.
  AssetRoutes(assets: assets).add(to: routes)
  Health(watch: watch, state: state).add(to: routes)
  MetricsRoute(configuration: configuration, metrics: state.metrics).add(to: routes)
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
  RetentionRoutes(store: store, casework: casework).add(to: routes)
  more(routes)

  let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
  router.add(middleware: RequestLog(logger: logger, state: state))
  router.add(middleware: SecurityHeaders(behindTLS: configuration.behindTLS))
  router.add(
    middleware: ErrorPages(frames: frames, logger: logger, watch: watch, metrics: state.metrics))
  router.add(
    middleware: Crowd(
      places: state.requests, largeForms: state.largeForms, limits: configuration.limits))
  routes.install(on: router)
  return router
}
