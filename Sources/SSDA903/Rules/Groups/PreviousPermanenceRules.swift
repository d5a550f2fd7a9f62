import CivilTime
import Returns

extension SSDA903RuleBook {
  private static let permanenceOptions: CodeList = ["P1", "P2", "P3", "P4", "Z1"]

  /// The first day of care for which details of earlier permanence are wanted.
  private static let permanenceWanted = CellDay(Day(year: 2016, month: 4, day: 1) ?? .unset)

  /// Whether the child was adopted, or left care with an order, at an earlier time.
  @SSDA903RuleBuilder
  static var previousPermanence: [SSDA903Rule] {
    SSDA903Rule(
      "631", of: PrevPermColumn.self, [.PREV_PERM],
      "The previous permanence option is not a code. Use P1, P2, P3 or P4, or Z1 for none.",
      fails: "PrevPerm PREV_PERM=P0", passes: "PrevPerm PREV_PERM=Z1\nPrevPerm"
    ) { permanence, _ in
      permanence[.PREV_PERM].isGiven && !permanence[.PREV_PERM].isOne(of: permanenceOptions)
    }

    SSDA903Rule(
      "632",
      flags: [.of(PrevPermColumn.self, [.DATE_PERM]), .of(EpisodeColumn.self, [.DECOM])],
      "The date of the previous permanence order is not a date, or is not before the child came into"
        + " care. Enter it as day/month/year, with ZZ for a part that is not known.",
      fails: """
        PrevPerm DATE_PERM=01/05/2025 !
        Episodes DECOM=01/05/2025 !
        Episodes DECOM=01/06/2025
        PrevPerm CHILD=2 DATE_PERM=ZZ/06/2025 !
        Episodes CHILD=2 DECOM=31/05/2025 !
        PrevPerm CHILD=3 DATE_PERM=ZZ/ZZ/ZZ !
        Episodes CHILD=3 DECOM=31/05/2025 !
        """,
      passes: """
        PrevPerm DATE_PERM=30/04/2025
        Episodes DECOM=01/05/2025
        PrevPerm CHILD=2 DATE_PERM=ZZ/05/2025
        PrevPerm CHILD=2 DATE_PERM=ZZ/ZZ/ZZZZ
        Episodes CHILD=2 DECOM=02/05/2025
        """
    ) { child, found in
      guard !child.prevPerm.isEmpty, let first = child.journey.first else { return }
      for permanence in child.prevPerm where permanence[.DATE_PERM].isGiven {
        let date = permanence.partialDay(.DATE_PERM)
        // Whatever is not known is taken for the earliest that it can be, so that no true date fails.
        if let date, !(date.earliest.map { CellDay($0) >= first.day(.DECOM) } ?? false) {
          continue
        }
        found.flag(permanence)
        found.flag(first)
      }
    }

    SSDA903Rule(
      "633", of: PrevPermColumn.self, [.LA_PERM],
      "The authority of the previous permanence order is not a code. Use its three-digit number, WAL,"
        + " SCO, NIR or NUK, or 999 if it is not known.",
      fails: "PrevPerm LA_PERM=999Z\nPrevPerm LA_PERM=E06000001",
      passes: "PrevPerm LA_PERM=943\nPrevPerm LA_PERM=WAL\nPrevPerm"
    ) { permanence, _ in
      permanence[.LA_PERM].isGiven && !permanence[.LA_PERM].isAuthorityNumber
    }

    SSDA903Rule(
      "634",
      flags: [
        .of(PrevPermColumn.self, [.LA_PERM, .PREV_PERM, .DATE_PERM]),
        .of(EpisodeColumn.self, [.DECOM]),
      ],
      "There are details of previous permanence, but no episode started on or after 1 April 2016, from"
        + " when they are wanted. Remove the details, or correct the start of the episode.",
      fails: "PrevPerm PREV_PERM=P1\nEpisodes DECOM=31/03/2016\nEpisodes DECOM=31/03/2015",
      passes: "PrevPerm PREV_PERM=P1\nEpisodes DECOM=01/04/2016\nEpisodes DECOM=31/03/2015"
    ) { child, found in
      guard !child.prevPerm.isEmpty, let latest = child.journey.latest,
        latest.day(.DECOM) < permanenceWanted
      else { return }
      for permanence in child.prevPerm where permanence.hasAny(.PREV_PERM, .LA_PERM, .DATE_PERM) {
        found.flag(permanence)
        found.flag(all: child.episodes)
      }
    }

    SSDA903Rule(
      "635", of: PrevPermColumn.self, [.LA_PERM, .DATE_PERM, .PREV_PERM],
      "There is a date or an authority of a previous permanence order, but no option, or the option for"
        + " none (Z1). Choose the option, or clear the date and the authority.",
      fails: "PrevPerm DATE_PERM=01/05/2015\nPrevPerm PREV_PERM=Z1 LA_PERM=301",
      passes: "PrevPerm PREV_PERM=P1 DATE_PERM=01/05/2015\nPrevPerm PREV_PERM=Z1\nPrevPerm"
    ) { permanence, _ in
      (permanence[.PREV_PERM].isNone || permanence[.PREV_PERM] == "Z1")
        && permanence.hasAny(.LA_PERM, .DATE_PERM)
    }
  }
}

extension CellText {
  /// Whether it is the Department's number of an authority, or what stands for one in LA_PERM.
  ///
  /// The numbers of all English authorities since 1996, those made in 2019 (838, 839), 2021 (940,
  /// 941) and 2023 (942, 943) among them; authorities that have gone are wanted for older orders.
  var isAuthorityNumber: Bool {
    if self == "WAL" || self == "SCO" || self == "NUK" || self == "NIR" { return true }
    guard count == 3, let number else { return false }
    return CellText.authorityNumbers.contains { $0.contains(number) }
  }

  private static let authorityNumbers: [ClosedRange<Int>] = [
    201...213, 301...320, 330...336, 340...344, 350...359, 370...373, 380...384, 390...394,
    420...420, 800...803, 805...808, 810...813, 815...816, 821...823, 825...826, 830...831,
    835...841, 845...846, 850...852, 855...857, 860...861, 865...874, 876...896, 908...909,
    916...916, 919...919, 921...921, 925...926, 928...929, 931...931, 933...933, 935...938,
    940...943, 999...999,
  ]
}
