import CareRecord
import CivilTime

extension Measure {
  /// A factor counts once for each episode of need in the year, however many assessments found it.
  static let assessmentFactors = Measure(Factor.all.map(\.indicator)) { child, sheet in
    var found: [FoundFactor] = []
    for assessment in child.record[ChildAndFamilyAssessment.self] {
      guard let authorised = assessment.authorised, authorised.isSet else { continue }
      for code in assessment.factors.all {
        guard let factor = Factor.byCode[code.text] else { continue }
        found.append(
          FoundFactor(
            factor: factor, episode: (assessment.referral ?? assessment.id).raw, on: authorised))
      }
    }
    if found.isEmpty { return }
    found.sort {
      ($0.factor, $0.episode, $0.on) < ($1.factor, $1.episode, $1.on)
    }
    for (index, one) in found.enumerated() {
      var year = Stretch.year(after: one.on)
      let next = index + 1 < found.count ? found[index + 1] : nil
      if let next, next.factor == one.factor, next.episode == one.episode {
        year = Stretch(year.from, min(year.until, next.on))
      }
      sheet.count(year)
      if next?.factor != one.factor { sheet.close(Factor.all[one.factor].indicator) }
    }
  }

  private struct FoundFactor {
    /// Its place among all factors.
    let factor: Int
    let episode: Int64
    let on: Day
  }
}

/// A factor of the census as the Department publishes it: sometimes several codes are one.
private struct Factor: Sendable {
  let indicator: MeasuredIndicator
  let codes: [String]

  private init(_ id: String, _ codes: String...) {
    indicator = MeasuredIndicator(
      id, .population, .yearToDay,
      [
        "Counts assessments that were authorised in the year and found this factor at their end.",
        "Each episode of need counts once for the factor, whatever number of its assessments found it; a child with two episodes counts twice.",
        "Code\(codes.count == 1 ? "" : "s") \(codes.joined(separator: ", ")) of the census.",
      ])
    self.codes = codes
  }

  static let byCode: [String: Int] = Dictionary(
    all.enumerated().flatMap { index, factor in factor.codes.map { ($0, index) } },
    uniquingKeysWith: { first, _ in first })

  static let all = [
    Factor("factorRate.alcoholMisuseChild", "1A"),
    Factor("factorRate.alcoholMisuseParent", "1B"),
    Factor("factorRate.alcoholMisusePerson", "1C"),
    Factor("factorRate.drugMisuseChild", "2A"),
    Factor("factorRate.drugMisuseParent", "2B"),
    Factor("factorRate.drugMisusePerson", "2C"),
    Factor("factorRate.domesticAbuseChild", "3A"),
    Factor("factorRate.domesticAbuseParent", "3B"),
    Factor("factorRate.domesticAbusePerson", "3C"),
    Factor("factorRate.mentalHealthChild", "4A"),
    Factor("factorRate.mentalHealthParent", "4B"),
    Factor("factorRate.mentalHealthPerson", "4C"),
    Factor("factorRate.learningDisabilityChild", "5A"),
    Factor("factorRate.learningDisabilityParent", "5B"),
    Factor("factorRate.learningDisabilityPerson", "5C"),
    Factor("factorRate.physicalDisabilityChild", "6A"),
    Factor("factorRate.physicalDisabilityParent", "6B"),
    Factor("factorRate.physicalDisabilityPerson", "6C"),
    Factor("factorRate.youngCarer", "7A"),
    Factor("factorRate.privatelyFostered", "8A", "8B", "8C", "8D", "8E", "8F"),
    Factor("factorRate.unaccompaniedAsylumSeeker", "9A"),
    Factor("factorRate.goingMissing", "10A"),
    Factor("factorRate.childSexualExploitation", "11A"),
    Factor("factorRate.trafficking", "12A"),
    Factor("factorRate.gangs", "13A"),
    Factor("factorRate.sociallyUnacceptableBehaviour", "14A"),
    Factor("factorRate.selfHarm", "15A"),
    Factor("factorRate.neglect", "16A"),
    Factor("factorRate.emotionalAbuse", "17A"),
    Factor("factorRate.physicalAbuseUnknown", "18A"),
    Factor("factorRate.physicalAbuseChildOnChild", "18B"),
    Factor("factorRate.physicalAbuseAdultOnChild", "18C"),
    Factor("factorRate.sexualAbuseUnknown", "19A"),
    Factor("factorRate.sexualAbuseChildOnChild", "19B"),
    Factor("factorRate.sexualAbuseAdultOnChild", "19C"),
    Factor("factorRate.femaleGenitalMutilation", "22A"),
    Factor("factorRate.faithLinkedAbuse", "23A"),
    Factor("factorRate.childCriminalExploitation", "24A"),
    Factor("factorRate.other", "20"),
  ]
}
