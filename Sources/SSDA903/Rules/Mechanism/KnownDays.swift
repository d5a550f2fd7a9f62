import CivilTime
import Returns

/// Days on which the law changed.
extension CellDay {
  /// The Children Act 1989 came into force.
  static let childrenActBegan = CellDay(Day(year: 1991, month: 10, day: 14) ?? .unset)
  /// Placement orders came in with the Adoption and Children Act 2002.
  static let placementOrdersBegan = CellDay(Day(year: 2005, month: 12, day: 1) ?? .unset)
  /// The last day on which a freeing order could begin.
  static let freeingOrdersEnded = CellDay(Day(year: 2005, month: 12, day: 31) ?? .unset)
  /// From this day a placement for adoption with the current foster carers is no new carer.
  static let sameCarerReasonsBegan = CellDay(Day(year: 2015, month: 4, day: 1) ?? .unset)
  /// The last day of accommodation for 16 and 17 year olds that is not registered with Ofsted.
  static let unregisteredAccommodationEnded = CellDay(
    Day(year: 2023, month: 10, day: 28) ?? .unset)
}
