import Returns

extension CheckedChild {
  /// Whether the child is or was an unaccompanied asylum-seeker, this year or last.
  ///
  /// Each year's Header decides, or, where there is none, a filled row of UASC.
  var isEverAsylum: Bool {
    CheckedChild.isAsylum(now, setting.given) || CheckedChild.isAsylum(last, setting.givenLast)
  }

  private static func isAsylum(_ tables: CheckedTables, _ given: SSDA903TableSet) -> Bool {
    for header in tables.header where header.asylumMarker == "1" { return true }
    for row in tables.uasc where row.hasAny(.SEX, .DOB, .DUC) {
      return !given.contains(.header)
    }
    return false
  }
}

extension CheckSetting {
  /// Why it cannot be told who is or was an unaccompanied asylum-seeker; nil where it can.
  var asylumObstacle: String? {
    let isKnown = given.contains(.header) ? hasAsylumMarker : given.contains(.uasc)
    let isKnownLast =
      givenLast.contains(.header) ? hasAsylumMarkerLast : givenLast.contains(.uasc)
    return isKnown || isKnownLast
      ? nil : "it is not known which children are or were unaccompanied asylum-seekers"
  }
}
