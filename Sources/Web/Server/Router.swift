import Checking
import Hummingbird
import Logging
import Operation
public import Store

/// Everything that the web keeps and asks for lies in one store.
public typealias WebStore = RecordStore & AccountStore & ImportRunStore & ReferenceStore
  & FindingStore & JobStore & MeasureStore & RetentionStore & PackKeyStore & LearningStore
  & PreparedStore

/// All addresses of one authority's pages and what answers them; used by the server and by the tests
/// alike.
///
/// - Parameter more: adds further routes; for tests of what all routes share.
func buildPages(
  of served: ServedAuthority, with parts: ServerParts, adding more: (Routes) -> Void = { _ in }
) throws -> AuthorityPages {
  let (store, rules, assets) = (served.store, served.rules, parts.assets)
  let (clock, passwords, state) = (parts.clock, parts.passwords, parts.state)
  var (configuration, logger) = (parts.configuration, parts.logger)
  configuration.council = served.council
  logger[metadataKey: "authority"] = "\(served.authority)"
  let watch = StoreWatch(
    accounts: store, clock: clock, patience: .seconds(configuration.limits.readySeconds))
  state.adopt(watch)
  let frames = PageFrames(configuration: configuration, assets: assets, watch: watch)
  let sessions = Sessions(
    authority: served.authority, accounts: store, limits: configuration.sessions,
    cookie: SessionCookie(behindTLS: configuration.behindTLS))
  let signIn = SignIn(
    accounts: store, passwords: passwords, sessions: sessions, frames: frames,
    configuration: configuration, clock: clock, state: state)
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
  FewerRoutes(casework: casework).add(to: routes)
  ForecastRoutes(casework: casework, effort: configuration.forecasts).add(to: routes)
  RuleRoutes(casework: casework).add(to: routes)
  WhoIsInRoutes(measures: store, published: { try await casework.figures() }).add(to: routes)
  VisitRoutes(casework: casework).add(to: routes)
  CaseNoteRoutes(casework: casework).add(to: routes)
  let checks = CheckDesk(store: store, shelf: rules?.reference)
  let imports = ImportDesk(store: store, clock: clock)
  let reference = ReferenceDesk(store: store, rules: rules, configuration: configuration)
  let queue = BackgroundQueue(
    store: store, clock: clock, turns: parts.turns, logger: logger,
    doing: [
      .importing: imports.importing, .undoing: imports.undoing,
      .previewingUndo: imports.previewingUndo, .checking: reference.checking,
      .exporting: ExportWork(records: store, clock: clock, release: configuration.release).doing,
    ])
  ImportRoutes(store: store, casework: casework, desk: imports, queue: queue, checks: checks)
    .add(to: routes)
  ImportUndoRoutes(
    store: store, casework: casework, desk: imports, queue: queue,
    atOnce: configuration.limits.childrenUndoneAtOnce
  ).add(to: routes)
  ExportRoutes(casework: casework, queue: queue).add(to: routes)
  JobRoutes(store: store, casework: casework, queue: queue).add(to: routes)
  ImportCheckRoutes(store: store, casework: casework, desk: checks).add(to: routes)
  ReferenceRoutes(casework: casework, desk: reference, queue: queue).add(to: routes)
  RetentionRoutes(store: store, casework: casework).add(to: routes)
  EmergencyRoutes(store: store, casework: casework).add(to: routes)
  let measures = MeasureDesk(measures: store, watch: watch)
  LearningRoutes(store: store, casework: casework, measures: measures, council: served.council)
    .add(to: routes)
  OutcomeRoutes(measures: measures, learning: store, figures: { try await casework.figures() })
    .add(to: routes)
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
  return AuthorityPages(
    served: served, sessions: sessions, frames: frames, queue: queue, addresses: routes.addresses,
    responder: router.buildResponder())
}
