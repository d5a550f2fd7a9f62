public import Returns

/// One child as the rules see it: the rows of this year's submission, those of last year's, and
/// what many rules want to know, worked out once.
///
/// Valid only while it is being checked: its rows point into cells that are used again. A class, so
/// that handing it to hundreds of rules copies nothing.
public final class CheckedChild {
  /// The place of the child among those of the check.
  let place: Int
  public let setting: CheckSetting
  public let now: CheckedTables
  /// Last year's submission, as it was sent.
  public let last: CheckedTables
  /// What follows from this year's episodes.
  public let journey: CheckedJourney
  /// What follows from last year's episodes.
  public let journeyLast: CheckedJourney

  public var header: CheckedRows<HeaderColumn> { now.header }
  public var episodes: CheckedRows<EpisodeColumn> { now.episodes }
  public var reviews: CheckedRows<ReviewColumn> { now.reviews }
  public var uasc: CheckedRows<UASCColumn> { now.uasc }
  public var oc2: CheckedRows<OC2Column> { now.oc2 }
  public var oc3: CheckedRows<OC3Column> { now.oc3 }
  public var ad1: CheckedRows<AD1Column> { now.ad1 }
  public var placedAdoption: CheckedRows<PlacedAdoptionColumn> { now.placedAdoption }
  public var prevPerm: CheckedRows<PrevPermColumn> { now.prevPerm }
  public var missing: CheckedRows<MissingColumn> { now.missing }
  public var swEpisodes: CheckedRows<SWEpisodeColumn> { now.swEpisodes }
  public var dolo: CheckedRows<DoLoColumn> { now.dolo }

  /// 1 April of the collection year.
  public var start: CellDay { setting.start }
  /// 31 March of the collection year.
  public var end: CellDay { setting.end }

  init(
    at place: Int, setting: CheckSetting, now: CheckedTables, last: CheckedTables,
    orders: EpisodeOrders
  ) {
    self.place = place
    self.setting = setting
    self.now = now
    self.last = last
    journey = CheckedJourney(now.episodes, in: setting, order: orders.order(of: now.episodes))
    journeyLast = CheckedJourney(last.episodes, in: setting, order: orders.order(of: last.episodes))
  }
}

/// The rows of one child in one submission.
public struct CheckedTables {
  public let header: CheckedRows<HeaderColumn>
  public let episodes: CheckedRows<EpisodeColumn>
  public let reviews: CheckedRows<ReviewColumn>
  public let uasc: CheckedRows<UASCColumn>
  public let oc2: CheckedRows<OC2Column>
  public let oc3: CheckedRows<OC3Column>
  public let ad1: CheckedRows<AD1Column>
  public let placedAdoption: CheckedRows<PlacedAdoptionColumn>
  public let prevPerm: CheckedRows<PrevPermColumn>
  public let missing: CheckedRows<MissingColumn>
  public let swEpisodes: CheckedRows<SWEpisodeColumn>
  public let dolo: CheckedRows<DoLoColumn>
}

/// A table whose rows a child has.
public protocol CheckedTableColumn: TableColumn {
  static var table: SSDA903Table { get }
  static func rows(of child: CheckedChild) -> CheckedRows<Self>
}

extension HeaderColumn: CheckedTableColumn {
  public static var table: SSDA903Table { .header }
  public static func rows(of child: CheckedChild) -> CheckedRows<Self> {
    child.now.header
  }
}

extension EpisodeColumn: CheckedTableColumn {
  public static var table: SSDA903Table { .episodes }
  public static func rows(of child: CheckedChild) -> CheckedRows<Self> {
    child.now.episodes
  }
}

extension ReviewColumn: CheckedTableColumn {
  public static var table: SSDA903Table { .reviews }
  public static func rows(of child: CheckedChild) -> CheckedRows<Self> {
    child.now.reviews
  }
}

extension UASCColumn: CheckedTableColumn {
  public static var table: SSDA903Table { .uasc }
  public static func rows(of child: CheckedChild) -> CheckedRows<Self> { child.now.uasc }
}

extension OC2Column: CheckedTableColumn {
  public static var table: SSDA903Table { .oc2 }
  public static func rows(of child: CheckedChild) -> CheckedRows<Self> { child.now.oc2 }
}

extension OC3Column: CheckedTableColumn {
  public static var table: SSDA903Table { .oc3 }
  public static func rows(of child: CheckedChild) -> CheckedRows<Self> { child.now.oc3 }
}

extension AD1Column: CheckedTableColumn {
  public static var table: SSDA903Table { .ad1 }
  public static func rows(of child: CheckedChild) -> CheckedRows<Self> { child.now.ad1 }
}

extension PlacedAdoptionColumn: CheckedTableColumn {
  public static var table: SSDA903Table { .placedAdoption }
  public static func rows(of child: CheckedChild) -> CheckedRows<Self> {
    child.now.placedAdoption
  }
}

extension PrevPermColumn: CheckedTableColumn {
  public static var table: SSDA903Table { .prevPerm }
  public static func rows(of child: CheckedChild) -> CheckedRows<Self> {
    child.now.prevPerm
  }
}

extension MissingColumn: CheckedTableColumn {
  public static var table: SSDA903Table { .missing }
  public static func rows(of child: CheckedChild) -> CheckedRows<Self> {
    child.now.missing
  }
}

extension SWEpisodeColumn: CheckedTableColumn {
  public static var table: SSDA903Table { .swEpisodes }
  public static func rows(of child: CheckedChild) -> CheckedRows<Self> {
    child.now.swEpisodes
  }
}

extension DoLoColumn: CheckedTableColumn {
  public static var table: SSDA903Table { .dolo }
  public static func rows(of child: CheckedChild) -> CheckedRows<Self> { child.now.dolo }
}
