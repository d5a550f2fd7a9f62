import CareRecord
import CivilTime

extension Measure {
  static let childrenInNeed = Measure(
    MeasuredIndicator(
      "cinRate", .population, .endOfDay,
      [
        "An episode of need counts from the day its case was opened until the day it was closed.",
        "Each episode counts, so a child with two open cases counts twice.",
        "A referral that led to no further action opens no episode.",
        "Unborn children count, and young people over 18 whose case is open.",
      ])
  ) { child, sheet in
    let episodes = child.record[SocialCareEpisode.self]
    if episodes.isEmpty { return }
    let refused = child.record[Referral.self].filter { $0.noFurtherAction == true }.map(\.id)
    for episode in episodes {
      if let referral = episode.referral, refused.contains(referral) { continue }
      sheet.count(Stretch(episode.from, episode.to))
    }
  }

  static let repeatReferrals = Measure(
    MeasuredIndicator(
      "reReferrals12m", .counted, .yearToDay,
      [
        "Every referral in the year is one of those counted, also one that led to no further action.",
        "It is repeated where there was an earlier referral of the same child at most twelve months before.",
        "A child referred three times in the year counts three times.",
      ],
      unconfirmed: [
        "Two referrals of one day are not a repetition of each other.",
        "A referral on the same day of the year before is within twelve months.",
      ])
  ) { child, sheet in
    var earlier = Day.unset
    var latest = Day.unset
    for referral in child.record[Referral.self] where referral.on.isSet {
      if referral.on > latest { (earlier, latest) = (latest, referral.on) }
      let year = Stretch.year(after: referral.on)
      sheet.include(year)
      if earlier.isSet, earlier.adding(years: 1) >= referral.on { sheet.count(year) }
    }
  }
}
