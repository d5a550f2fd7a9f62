import CivilTime
import Returns
import SSDA903

/// The rules of the SSDA903 return that a made-up journey could break most easily, on the rows that
/// its facts derive.
///
/// The numbers are those of the published rules.
struct CareReturnCheck {
  let child: SSDA903Child
  let year: CollectionYear
  private(set) var broken: [String] = []

  init(_ child: SSDA903Child, in year: CollectionYear) {
    self.child = child
    self.year = year
    guard let header = child.header.first, let birth = header.day(.DOB) else {
      if !child.header.isEmpty { broken.append("102") }
      return
    }
    checkEpisodes(birth)
    checkSequence()
    checkAdoption()
    checkYear(birth)
    checkRest(birth, header)
  }

  private mutating func flag(_ rule: String, _ isBroken: Bool) {
    if isBroken { broken.append(rule) }
  }

  private func isShortBreak(_ row: Row<EpisodeColumn>) -> Bool {
    ["V3", "V4"].contains(row[.LS])
  }

  private static let temporary: Set = ["T0", "T1", "T2", "T3", "T4"]
  private static let adoptive: Set = ["A3", "A4", "A5", "A6"]
  private static let fostering: Set = ["U1", "U2", "U3", "U4", "U5", "U6"]
  private static let other: Set = ["Z1", "Z11", "Z12", "Z13", "Z14"]

  private mutating func checkEpisodes(_ birth: Day) {
    let isAlone = !child.uasc.isEmpty
    for row in child.episodes {
      guard let from = row.day(.DECOM), let place = row[.PLACE], let status = row[.LS] else {
        broken.append("141")
        continue
      }
      let to = row.day(.DEC)
      let reason = row[.REC]
      let provider = row[.PLACE_PROVIDER]
      flag("148", (to == nil) != (reason == nil))
      flag("302", birth > from)
      flag("355/356", to.map { $0 <= from } ?? false)
      flag("352", row[.RNE] == "S" && birth.adding(years: 18) <= from)
      flag("358", status.hasPrefix("J") && birth.adding(years: 10) >= from)
      flag(
        "359",
        to == nil && birth.adding(years: 18) < year.end && !(status == "V2" && place == "K2"))
      flag("371", ["K3", "H5"].contains(place) && birth.adding(years: 16) > from)
      flag("372", place == "R5" && birth.adding(years: 10) > from)
      flag("373", place == "S1" && birth.adding(years: 4) > from)
      flag("375-379", isTooLong(place, from, to))
      flag("378", place == "P1" && status == "V2")
      flag("380", Self.temporary.contains(place) && !["P", "B"].contains(row[.RNE]))
      flag("381", Self.temporary.contains(place) && reason != nil && reason != "X1")
      flag("408", ["A5", "A6"].contains(place) && status != "E1")
      flag("217", ["A3", "A5"].contains(place) && !["S", "T", "U"].contains(row[.RNE]))
      flag(
        "526", provider == nil && !Self.temporary.contains(place) && !Self.other.contains(place))
      flag(
        "178/213",
        provider != nil && (Self.temporary.contains(place) || Self.other.contains(place)))
      flag("527-531/550", (provider == "PR0") != (place == "P1"))
      flag(
        "529",
        provider == "PR3"
          && (["K1", "K2"] + Self.fostering + Self.adoptive).contains(place))
      if isShortBreak(row) {
        flag("214/398", row[.PL_POST] != nil || row[.URN] != nil || row[.HOME_POST] != nil)
        flag("365", status == "V3" && (to ?? year.end) > from + 17)
      } else {
        flag("392b", row[.PL_POST] == nil || (row[.HOME_POST] == nil && !isAlone))
        flag("392d", place != "P1" && row[.PL_POST] == row[.HOME_POST])
      }
      flag("218/222", hasWrongNumber(row, place, from, to))
      flag("387", ["E5", "E6"].contains(reason) && birth.age(on: to ?? from) < 14)
      flag("389", reason == "E7" && birth.age(on: to ?? from) < 16)
      flag("390", ["E11", "E12"].contains(reason) && !Self.adoptive.contains(place))
      flag("460", reason == "E17" && birth.age(on: to ?? from) < 18)
      flag("516", ["E45", "E46"].contains(reason) && !Self.fostering.contains(place))
      flag(
        "407",
        reason?.hasPrefix("E4") == true && reason?.count == 3 && birth.age(on: to ?? from) >= 18
          && !["E4A", "E4B"].contains(reason))
      flag("234", row[.REASON_PLACE_CHANGE] == "CUSTOD" && birth.age(on: from) < 10)
      flag("233", to == nil && row[.REASON_PLACE_CHANGE] != nil)
    }
    let breaks = child.episodes.filter { $0[.LS] == "V3" }.reduce(0) { sum, row in
      sum + ((row.day(.DEC) ?? year.end) - max(row.day(.DECOM) ?? year.start, year.start))
    }
    flag("367", breaks > 75)
    flag("426", Set(child.episodes.filter(isShortBreak).map { $0[.LS] }).count > 1)
  }

  private func isTooLong(_ place: String, _ from: Day, _ to: Day?) -> Bool {
    guard let to, let limit = ["T1": 42, "T3": 21, "T4": 7][place] else { return false }
    return to > from + limit
  }

  /// Which kinds of placement need the provider's number changed with supported accommodation.
  private func hasWrongNumber(
    _ row: Row<EpisodeColumn>, _ place: String, _ from: Day, _ to: Day?
  ) -> Bool {
    let without: Set = ["P1", "P3", "R1", "R2", "R5"]
    if without.union(Self.temporary).union(Self.other).contains(place) { return row[.URN] != nil }
    if place == "H5" {
      if year.endYear <= 2023 { return row[.URN] != nil }
      let isRegistered = to.map { $0 >= Day(year: 2023, month: 10, day: 29) ?? .unset } ?? true
      return isRegistered && row[.URN] == nil
    }
    return row[.URN] == nil
  }

  private mutating func checkSequence() {
    for (row, next) in zip(child.episodes, child.episodes.dropFirst()) {
      flag("142", row[.DEC] == nil)
      flag("501", (next.day(.DECOM) ?? .unset) < (row.day(.DEC) ?? .unset))
      let goesOn = row[.REC] == "X1"
      flag("388", goesOn != (row[.DEC] == next[.DECOM]))
      flag("432", !goesOn && next[.RNE] != "S")
      flag("437", ["E2", "E15", "E11", "E12"].contains(row[.REC]))
      guard goesOn else { continue }
      flag("504", row[.CIN] != next[.CIN])
      let place: [EpisodeColumn] = [.PLACE, .PL_POST, .URN, .PLACE_PROVIDER]
      let isSamePlace = place.allSatisfy { row[$0] == next[$0] }
      let isSameStatus = row[.LS] == next[.LS]
      flag("434", next[.RNE] == "L" && (isSameStatus || !isSamePlace))
      flag("435", ["P", "T"].contains(next[.RNE]) && (!isSameStatus || isSamePlace))
      flag("436", ["U", "B"].contains(next[.RNE]) && (isSameStatus || isSamePlace))
      let isAway = Self.temporary.contains(row[.PLACE] ?? "")
      let goesAway = Self.temporary.contains(next[.PLACE] ?? "")
      flag(
        "225",
        next[.RNE] != "L" && !isAway && !goesAway && row[.REASON_PLACE_CHANGE] == nil)
      flag("226", goesAway && row[.REASON_PLACE_CHANGE] != nil)
      flag("226", isAway && row[.REASON_PLACE_CHANGE] != nil)
    }
    flag("388", child.episodes.last?[.REC] == "X1")
    for index in child.episodes.indices.dropFirst(2)
    where Self.temporary.contains(child.episodes[index - 1][.PLACE] ?? "") {
      let (first, third) = (child.episodes[index - 2], child.episodes[index])
      flag(
        "383",
        third[.RNE] != "P" || third[.PLACE] != first[.PLACE] || third[.PL_POST] != first[.PL_POST])
    }
    for (status, days) in [("L1", 3), ("L2", 21), ("J2", 21)] {
      let total = child.episodes.filter { $0[.LS] == status }.reduce(0) { sum, row in
        sum + ((row.day(.DEC) ?? year.end) - (row.day(.DECOM) ?? year.end))
      }
      flag("361-364 \(status)", total > days)
    }
  }

  private mutating func checkAdoption() {
    let decisions = child.placedAdoption
    for row in child.episodes {
      let isForAdoption = Self.adoptive.contains(row[.PLACE] ?? "") || row[.LS] == "E1"
      flag("551/553", isForAdoption && decisions.isEmpty)
      let ends = row[.REC].map { !["X1", "E11", "E12"].contains($0) } ?? false
      flag(
        "557", isForAdoption && ends && decisions.contains { $0[.DATE_PLACED_CEASED] == nil })
      for decision in decisions {
        flag(
          "552/554",
          isForAdoption && (decision.day(.DATE_PLACED) ?? .unset) > (row.day(.DECOM) ?? .unset))
        flag(
          "553",
          row[.LS] == "E1" && row[.DEC] == nil && decision[.DATE_PLACED_CEASED] != nil)
      }
      for adopted in child.ad1 {
        guard ["E11", "E12"].contains(row[.REC]) else { continue }
        flag("331", (adopted.day(.DATE_MATCH) ?? .unset) > (row.day(.DECOM) ?? .unset))
        flag("335", (adopted[.FOSTER_CARE] == "1") != ["A3", "A5"].contains(row[.PLACE]))
        flag("582", adopted[.DATE_MATCH] == row[.DEC])
      }
    }
    let isAdopted = child.episodes.contains {
      ["E11", "E12"].contains($0[.REC]) && year.contains($0.day(.DEC) ?? .unset)
    }
    flag("602", isAdopted != !child.ad1.isEmpty)
    for adopted in child.ad1 {
      flag("333", (adopted.day(.DATE_INT) ?? .unset) > (adopted.day(.DATE_MATCH) ?? .unset))
      flag("523", decisions.contains { $0[.DATE_PLACED] != adopted[.DATE_INT] })
      flag("601", adopted.values.contains(nil))
      let isSingle = ["M1", "F1"].contains(adopted[.SEX_ADOPTR])
      flag(
        "511/514",
        isSingle != (adopted[.NB_ADOPTR] == "1") || isSingle != (adopted[.LS_ADOPTR] == "L0"))
    }
    for decision in decisions {
      flag(
        "119", (decision[.DATE_PLACED_CEASED] == nil) != (decision[.REASON_PLACED_CEASED] == nil))
      let last = child.episodes.last { $0[.REC] != "X1" }
      flag("117", (decision.day(.DATE_PLACED) ?? .unset) > (last?.day(.DEC) ?? year.end))
      flag("117", (decision.day(.DATE_PLACED_CEASED) ?? .unset) > (last?.day(.DEC) ?? year.end))
    }
  }

  /// Concepts, section 8: in care without a break from 1 April to 31 March.
  private var isInCareAllYear: Bool {
    let touching = child.episodes.filter {
      ($0.day(.DECOM) ?? .unset) <= year.end && ($0.day(.DEC).map { $0 >= year.start } ?? true)
    }
    guard !touching.isEmpty else { return false }
    return !child.episodes.contains { row in
      let from = row.day(.DECOM) ?? .unset
      let entry = row[.RNE] == "S" && from > year.start && from <= year.end
      let exit =
        row[.REC] != "X1"
        && (row.day(.DEC).map { $0 >= year.start && $0 < year.end } ?? false)
      return entry || exit || isShortBreak(row)
    }
  }

  private mutating func checkYear(_ birth: Day) {
    let all = isInCareAllYear
    flag("191", all && child.oc2.isEmpty)
    flag("190", !all && !child.oc2.isEmpty)
    flag("187", all && !child.oc3.isEmpty)
    for row in child.oc2 {
      let score = row[.SDQ_SCORE] ?? row[.SDQ_REASON]
      flag(
        "186",
        birth.adding(years: 4) <= year.start && birth.adding(years: 17) > year.end && score == nil)
      flag("188", birth.adding(years: 4) > year.end && score != nil)
      flag("189", birth.adding(years: 17) < year.start && score != nil)
      flag("197b", score == nil && [4, 17].contains { year.contains(birth.adding(years: $0)) })
      flag(
        "157",
        row[.SDQ_REASON] == "SDQ1" && birth.adding(years: 4) <= year.start
          && birth.adding(years: 16) >= year.end)
      flag("542", row[.CONVICTED] != nil && birth.adding(years: 10) > year.end)
      flag("543", row[.CONVICTED] == nil && birth.adding(years: 10) < year.end)
      flag("545/546", (row[.HEALTH_CHECK] != nil) != (birth.adding(years: 5) > year.end))
      flag(
        "182",
        row[.IMMUNISATIONS] == nil || row[.TEETH_CHECK] == nil || row[.SUBSTANCE_MISUSE] == nil)
      let hasProblem = row[.SUBSTANCE_MISUSE] == "1"
      flag("192/193", hasProblem != (row[.INTERVENTION_RECEIVED] != nil))
      flag(
        "158/159", (row[.INTERVENTION_RECEIVED] == "0") != (row[.INTERVENTION_OFFERED] != nil))
    }
  }

  private mutating func checkRest(_ birth: Day, _ header: Row<HeaderColumn>) {
    let inCare = child.episodes.contains { !isShortBreak($0) }
    if inCare {
      flag("393", header[.SEX] != "M" && header[.SEX] != "1" && header[.MOTHER] == nil)
      flag("442", header[.UPN] == nil)
    }
    flag("630", child.episodes.contains { $0[.RNE] == "S" } && child.prevPerm.count != 1)
    for row in child.prevPerm {
      flag("630", row[.PREV_PERM] != "Z1" && (row[.LA_PERM] == nil || row[.DATE_PERM] == nil))
      let first = child.episodes.first?.day(.DECOM) ?? .unset
      flag("632", row[.DATE_PERM].flatMap { PartialDay($0)?.latest }.map { $0 >= first } ?? false)
    }
    for row in child.reviews {
      let day = row.day(.REVIEW) ?? .unset
      flag("440/441", (row[.REVIEW_CODE] == "PN0") != (birth.age(on: day) < 4))
    }
    for row in child.uasc {
      flag("304", (row.day(.DUC) ?? .unset) > birth.adding(years: 18))
      flag("231", birth > year.end.adding(years: -11))
    }
    for row in child.oc3 {
      let isAbsent = ["DIED", "RHOM"].contains(row[.IN_TOUCH])
      flag("344", isAbsent && (row[.ACTIV] != "0" || row[.ACCOM] != "0"))
      flag("345", row[.IN_TOUCH] == "YES" && (row[.ACTIV] == "0" || row[.ACCOM] == "0"))
      flag("3001", ["Z1", "Z2"].contains(row[.ACCOM]) && year.contains(birth.adding(years: 17)))
      flag("1000", child.episodes.contains { $0[.REC] == "E2" })
      flag("1011", child.episodes.last?[.REC] == "E3")
      let age = birth.age(on: year.end)
      flag(
        "1016",
        [17, 18].contains(age)
          && child.episodes.contains { ($0.day(.DEC) ?? .unset) >= birth.adding(years: age) })
    }
    let away = child.missing
    for row in away {
      let from = row.day(.MIS_START) ?? .unset
      flag("567", row.day(.MIS_END).map { $0 < from } ?? false)
      flag(
        "577/581",
        !child.episodes.contains { episode in
          (episode.day(.DECOM) ?? .unset) <= from && (episode.day(.DEC).map { from <= $0 } ?? true)
        })
    }
    for (row, next) in zip(away, away.dropFirst()) {
      flag("574", row.day(.MIS_END).map { $0 > (next.day(.MIS_START) ?? .unset) } ?? true)
    }
    for order in child.dolo {
      let from = order.day(.DOLO_START) ?? .unset
      flag("702", order.day(.DOLO_END).map { $0 <= from } ?? false)
      guard let to = order.day(.DOLO_END) else { continue }
      flag(
        "709",
        child.episodes.contains { row in
          from <= (row.day(.DEC) ?? to) && to >= (row.day(.DECOM) ?? .unset)
            && !["K2", "Z12", "Z13"].contains(row[.PLACE])
        })
    }
    checkWorkers(inCare: inCare)
  }

  private mutating func checkWorkers(inCare: Bool) {
    let rows = child.swEpisodes
    for (row, next) in zip(rows, rows.dropFirst()) {
      flag("SW08", row[.SW_DEC] == nil)
      let gap = (next.day(.SW_DECOM) ?? .unset) - (row.day(.SW_DEC) ?? .unset)
      // A new case after the last was closed begins with a first contact.
      flag("SW10", gap < 0 || (gap > 5 && next[.SW_REASON] != "FCONTA"))
    }
    flag("SW09", rows.contains { $0[.SW_DECOM] == $0[.SW_DEC] })
    flag("SW02/13", rows.contains { $0[.SW_ID]?.hasPrefix("SW") != true || $0[.SW_REASON] == nil })
    let isOpen = child.episodes.contains { $0[.DEC] == nil && !isShortBreak($0) }
    flag("SW01", year.endYear >= 2024 && isOpen && !rows.contains { $0[.SW_DEC] == nil })
  }
}
