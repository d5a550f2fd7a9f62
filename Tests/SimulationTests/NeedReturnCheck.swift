import CINCensus
import CivilTime
import Returns

/// The rules of the children in need census that a made-up journey could break most easily, on what
/// its facts derive.
///
/// The numbers are those of the published rules.
struct NeedReturnCheck {
  let child: CINChild
  let year: CollectionYear
  private(set) var broken: [String] = []

  init(_ child: CINChild, in year: CollectionYear) {
    self.child = child
    self.year = year
    let born = child.identifiers.day(.PersonBirthDate)
    let expected = child.identifiers.day(.ExpectedPersonBirthDate)
    flag("8525", (born == nil) == (expected == nil))
    flag("8530", expected.map { $0 < year.end - 30 } ?? false)
    flag(
      "8750", expected != nil && born == nil && ![nil, "U", "0"].contains(child.identifiers[.Sex]))
    let upn = child.identifiers[.UPN]
    flag("upn", upn == nil && child.identifiers[.UPNunknown] == nil)
    flag("8772", child.identifiers[.UPNunknown] == "UN7" && child.details.contains { !isNFA($0) })
    let isWorkedWith = child.details.contains { !isNFA($0) }
    flag("8540", born.map { $0 <= year.end } ?? false && isWorkedWith && child.disabilities.isEmpty)
    let codes = child.disabilities.map(\.text)
    flag(
      "8790/8794", Set(codes).count != codes.count || (codes.contains("NONE") && codes.count > 1))
    for details in child.details { check(details, born ?? expected ?? .unset) }
    checkTogether()
  }

  private mutating func flag(_ rule: String, _ isBroken: Bool) {
    if isBroken { broken.append(rule) }
  }

  private func isNFA(_ details: CINDetails) -> Bool { details.row.flag(.ReferralNFA) == true }

  private mutating func check(_ details: CINDetails, _ birth: Day) {
    let row = details.row
    let referred = row.day(.CINreferralDate) ?? .unset
    let closed = row.day(.CINclosureDate)
    flag("8606", referred < birth - 280)
    flag("8610", !isNFA(details) && row[.PrimaryNeedCode] == nil)
    flag("8805/8810", (closed == nil) != (row[.ReasonForClosure] == nil))
    flag("8630", closed.map { $0 < referred } ?? false)
    if isNFA(details) {
      flag(
        "4000/8831/8832",
        !details.assessments.isEmpty || !details.plans.isEmpty
          || !details.enquiries.isEmpty || !details.protectionPlans.isEmpty)
    }
    let days =
      details.assessments.flatMap {
        [$0.row.day(.AssessmentActualStartDate), $0.row.day(.AssessmentAuthorisationDate)]
      } + details.plans.flatMap { [$0.day(.CINPlanStartDate), $0.day(.CINPlanEndDate)] }
      + details.enquiries.flatMap { [$0.day(.S47ActualStartDate), $0.day(.DateOfInitialCPC)] }
      + details.protectionPlans.flatMap { [$0.row.day(.CPPstartDate), $0.row.day(.CPPendDate)] }
    for day in days.compactMap({ $0 }) {
      flag("8565", closed.map { $0 < day } ?? false)
      flag("1103-1105", day < referred)
    }
    if closed != nil {
      flag("8867", details.assessments.contains { $0.row[.AssessmentAuthorisationDate] == nil })
      flag(
        "8868",
        details.enquiries.contains {
          $0[.DateOfInitialCPC] == nil && $0.flag(.ICPCnotRequired) != true
        })
      flag("4002", details.plans.contains { $0[.CINPlanEndDate] == nil })
      flag("open plan", details.protectionPlans.contains { $0.row[.CPPendDate] == nil })
    }
    if ["RC8", "RC9"].contains(row[.ReasonForClosure]) {
      flag(
        "2990",
        !details.enquiries.isEmpty || !details.plans.isEmpty
          || !details.protectionPlans.isEmpty)
      flag("8825", details.assessments.isEmpty && (closed ?? referred) < year.start + 90)
    }
    for assessment in details.assessments {
      let factors = assessment.factors.map(\.text)
      let isAgreed = assessment.row[.AssessmentAuthorisationDate] != nil
      flag("8614/8897", isAgreed != !factors.isEmpty)
      flag(
        "8869/8898",
        Set(factors).count != factors.count
          || (factors.contains("21") && factors.count > 1))
      flag(
        "8873",
        factors == ["21"] && closed != nil
          && !["RC8", "RC9"].contains(row[.ReasonForClosure]))
    }
    for enquiry in details.enquiries {
      let isWeekend = [.DateOfInitialCPC, .InitialCPCtarget].contains {
        enquiry.day($0)?.weekday.isWeekend == true
      }
      flag("8870/8875", isWeekend)
    }
    for plan in details.protectionPlans {
      let from = plan.row.day(.CPPstartDate) ?? .unset
      flag(
        "2885",
        year.contains(from)
          && !details.enquiries.contains { $0.day(.DateOfInitialCPC) == from })
      flag("8840", plan.row.day(.CPPendDate) == from)
      flag("8925", plan.row.day(.CPPendDate).map { $0 < from } ?? false)
      for review in plan.reviews.compactMap({ Day(iso: $0.text) }) {
        flag("8841", review <= from)
        flag(
          "4003",
          details.plans.contains { need in
            guard let start = need.day(.CINPlanStartDate), let end = need.day(.CINPlanEndDate)
            else { return false }
            return start <= review && review < end && review != plan.row.day(.CPPendDate)
          })
      }
    }
  }

  private mutating func checkTogether() {
    let needs = child.details.flatMap(\.plans).map {
      ($0.day(.CINPlanStartDate) ?? .unset, $0.day(.CINPlanEndDate))
    }
    let protections = child.details.flatMap(\.protectionPlans).map {
      ($0.row.day(.CPPstartDate) ?? .unset, $0.row.day(.CPPendDate))
    }
    let cases = child.details.filter { !isNFA($0) }.map {
      ($0.row.day(.CINreferralDate) ?? .unset, $0.row.day(.CINclosureDate))
    }
    flag("4014", Self.meet(needs))
    flag("8940", Self.meet(protections))
    for (one, other) in zip(cases, cases.dropFirst()) {
      flag("8820", one.1.map { other.0 < $0 } ?? true)
    }
    for need in needs {
      for plan in protections {
        flag("4016", need.0 >= plan.0 && (plan.1.map { need.0 < $0 } ?? true))
        flag("4017", plan.0 >= need.0 && (need.1.map { plan.0 < $0 } ?? true))
      }
    }
  }

  /// Whether one begins before, or on the day when, another has ended.
  private static func meet(_ spans: [(Day, Day?)]) -> Bool {
    let ordered = spans.sorted { $0.0 < $1.0 }
    return zip(ordered, ordered.dropFirst()).contains { one, other in
      one.1.map { other.0 <= $0 } ?? true
    }
  }
}
