import Returns

extension SSDA903RuleBook {
  /// Who the child is: sex, date of birth, ethnicity, pupil number.
  @SSDA903RuleBuilder
  static var identity: [SSDA903Rule] {
    SSDA903Rule(
      "101", years: .until(2024), of: HeaderColumn.self, [.SEX],
      "Sex is missing or is not a code of this year. Use 1 for male or 2 for female.",
      fails: "Header SEX=M", passes: "Header SEX=1"
    ) { child, _ in child[.SEX] != "1" && child[.SEX] != "2" }

    SSDA903Rule(
      "101", years: .from(2025), of: HeaderColumn.self, [.SEX],
      "Sex is missing or is not a code of this year. Use M, F or U.",
      fails: "Header SEX=1", passes: "Header SEX=F"
    ) { child, _ in !child[.SEX].isOne(of: sexLetters) }

    SSDA903Rule(
      "232", years: .from(2025), of: HeaderColumn.self, [.SEX],
      "Sex is given as unknown (U). Check whether it is known by now; if not, say so when asked.",
      severity: .query, fails: "Header SEX=U", passes: "Header SEX=F"
    ) { child, _ in child[.SEX] == "U" }

    SSDA903Rule(
      "102", of: HeaderColumn.self, [.DOB],
      """
      The date of birth is missing or is not a date. Give it as day/month/year, such as \
      04/03/2012.
      """,
      fails: "Header DOB=31/02/2012", passes: "Header DOB=29/02/2012"
    ) { child, _ in !child.day(.DOB).isKnown }

    SSDA903Rule(
      "103", of: HeaderColumn.self, [.ETHNIC],
      """
      Ethnicity is missing or is not a code of the return. Give the code; REFU says that it was \
      refused, NOBT that it has not been asked yet.
      """,
      fails: "Header ETHNIC=WHITE", passes: "Header ETHNIC=NOBT"
    ) { child, _ in !child[.ETHNIC].isOne(of: ethnicities) }
  }

  private static let sexLetters: CodeList = ["M", "F", "U"]

  private static let ethnicities: CodeList = [
    "WBRI", "WIRI", "WOTH", "WIRT", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN",
    "AOTH", "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
  ]

  /// The unique pupil number, or the code that says why there is none.
  @SSDA903RuleBuilder
  static var pupilNumber: [SSDA903Rule] {
    SSDA903Rule(
      "442", of: HeaderColumn.self, [.UPN], needs: [.table(.episodes)],
      """
      There is no pupil number. Enter the UPN, or the code UN1 to UN5 that says why there is \
      none.
      """,
      fails: "Header UPN=\nEpisodes LS=C2",
      passes: "Header UPN=\nEpisodes LS=V4\nHeader CHILD=2 UPN=UN3\nEpisodes CHILD=2 LS=C2"
    ) { child, checked in child[.UPN].isNone && checked.episodes.isCareBeyondShortBreaks }

    SSDA903Rule(
      "168", of: HeaderColumn.self, [.UPN],
      """
      The pupil number is not in the form of a UPN: a letter other than I, O and S, eleven \
      digits, and a digit or letter. Copy it from the school's records, or use UN1 to UN5 if \
      there is none.
      """,
      fails: "Header UPN=S120000120001\nHeader CHILD=2 UPN=UN6",
      passes: "Header UPN=H12000012000A\nHeader CHILD=2 UPN=UN5\nHeader CHILD=3"
    ) { child, _ in child[.UPN].isGiven && !child[.UPN].isPupilNumberOrReason }

    SSDA903Rule(
      "209", of: HeaderColumn.self, [.UPN, .DOB],
      """
      UN1 says that the child is not of school age yet, but by their date of birth they are. \
      Enter the UPN, or another code UN2 to UN5.
      """,
      fails: "Header UPN=UN1 DOB=31/08/2020", passes: "Header UPN=UN1 DOB=01/09/2020"
    ) { child, checked in
      // Four by 31 August of the year before the one in which the collection starts.
      child[.UPN] == "UN1"
        && child.day(.DOB).adding(years: 4) < checked.start.adding(months: -7)
    }

    SSDA903Rule(
      "210", flags: [.of(HeaderColumn.self, [.UPN]), .of(EpisodeColumn.self, [.DECOM])],
      """
      UN4 is only for children who came into care in the last week of the year, and this child \
      came earlier. Enter the UPN or another code, or correct when the care began.
      """,
      fails: """
        Header UPN=UN4 !
        Episodes DECOM=23/03/2026 RNE=S !
        Episodes DECOM=25/03/2026 RNE=P
        """,
      passes: """
        Header UPN=UN4
        Episodes DECOM=01/06/2025 DEC=01/09/2025 RNE=S REC=E4A
        Episodes DECOM=24/03/2026 RNE=S
        """
    ) { child, found in
      for header in child.header where header[.UPN] == "UN4" {
        guard let entry = child.journey.latestEntry, entry.day(.DECOM) < child.end - 7 else {
          continue
        }
        found.flag(header)
        found.flag(entry)
      }
    }

    SSDA903Rule(
      "444", years: .from(2026), flags: [.of(HeaderColumn.self, [.UPN])],
      """
      Another child has the same pupil number. Find out whose it is and correct the other; if \
      both rows are one child, send one of them.
      """,
      fails: "Header CHILD=1 UPN=H120000120001\nHeader CHILD=2 UPN=h120000120001",
      passes: "Header CHILD=1 UPN=UN3\nHeader CHILD=2 UPN=UN3"
    ) { child, texts in
      for header in child.header {
        let number = header[.UPN]
        if number.isGiven && !number.isOne(of: .noPupilNumber) { texts.add(number, header) }
      }
    }
  }
}

extension CodeList {
  /// Why a child has no pupil number.
  static let noPupilNumber: CodeList = ["UN1", "UN2", "UN3", "UN4", "UN5"]
}

extension CellText {
  /// Whether it has the form of a unique pupil number, or says why there is none.
  fileprivate var isPupilNumberOrReason: Bool {
    if isOne(of: .noPupilNumber) { return true }
    guard count == 13, isCapital(at: 0), isDigits(at: 1..<12) else { return false }
    let letter = self[0]
    let isLetterInUse =
      letter != UInt8(ascii: "I") && letter != UInt8(ascii: "O") && letter != UInt8(ascii: "S")
    return isLetterInUse && (isDigits(at: 12..<13) || isCapital(at: 12))
  }
}

extension CheckedRows<EpisodeColumn> {
  /// Whether one of the episodes is more than a short break.
  var isCareBeyondShortBreaks: Bool { contains { !$0.isShortBreak } }
}

extension CheckedJourney {
  /// The episode with which the current period of care began: the last start of care (S), or the
  /// first episode of all where care was carried in from the year before.
  fileprivate var latestEntry: Episode? {
    sequence.last { $0[.RNE] == "S" && $0.day(.DECOM).isKnown } ?? first
  }
}
