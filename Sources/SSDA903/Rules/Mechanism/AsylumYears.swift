import Returns

/// What both years say of one child about being an unaccompanied asylum-seeker.
///
/// The marker of a year is that of the child's row in Header; where a CSV return has no Header, the
/// one that the row in UASC implies. Last year's is known only with a row in last year's UASC.
///
/// Source: specification of the SSDA903 rules, section 7 of its concepts.
struct AsylumYears {
  let uasc: CheckedRow<UASCColumn>?
  let header: CheckedRow<HeaderColumn>?
  let uascLast: CheckedRow<UASCColumn>?
  let headerLast: CheckedRow<HeaderColumn>?
  let setting: CheckSetting

  var marker: CellText {
    if let header { return header.asylumMarker }
    return setting.given.contains(.header) ? .none : uasc?.impliedMarker ?? .none
  }

  var markerLast: CellText {
    guard let uascLast else { return .none }
    if let headerLast { return headerLast.asylumMarker }
    return setting.givenLast.contains(.header) ? .none : uascLast.impliedMarker
  }

  /// When the status ceased, as each year has it.
  var ceased: CellDay { uasc?.day(.DUC) ?? .none }
  var ceasedLast: CellDay { uascLast?.day(.DUC) ?? .none }

  /// How many rows of a table that should have one row for each child are paired with others.
  ///
  /// A broken file may have thousands; other rules report that.
  private static let paired = 4

  /// Each pairing of the child's rows for which this holds.
  static func each(
    of child: CheckedChild, where isWanted: (AsylumYears) -> Bool, do act: (AsylumYears) -> Void
  ) {
    if child.uasc.isEmpty && child.last.uasc.isEmpty { return }
    for uasc in child.uasc.orNone {
      for header in child.header.orNone.prefix(paired) {
        for uascLast in child.last.uasc.orNone.prefix(paired) {
          for headerLast in child.last.header.orNone.prefix(paired) {
            let years = AsylumYears(
              uasc: uasc, header: header, uascLast: uascLast, headerLast: headerLast,
              setting: child.setting)
            if isWanted(years) { act(years) }
          }
        }
      }
    }
  }
}

extension CheckedRow<UASCColumn> {
  /// The marker that the row stands for where there is no Header: 1 where more is said than who the
  /// child is.
  var impliedMarker: CellText { hasAny(.SEX, .DUC) ? "1" : "0" }
}

extension CheckSetting {
  /// Why it is not known of this year or of last year who is an unaccompanied asylum-seeker; nil
  /// where it is.
  var missingAsylumMarker: String? {
    if !hasAsylumMarker && (given.contains(.header) || !given.contains(.uasc)) {
      return "this year's return does not say which children are unaccompanied asylum-seekers"
    }
    if !hasAsylumMarkerLast && (givenLast.contains(.header) || !givenLast.contains(.uasc)) {
      return "last year's return does not say which children were unaccompanied asylum-seekers"
    }
    return nil
  }
}
