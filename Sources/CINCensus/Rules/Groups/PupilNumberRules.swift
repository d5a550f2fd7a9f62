import Returns

extension CINRuleBook {
  /// Pupil numbers: form, check letter, authority, and why there is none.
  @CINRuleBuilder
  static var pupilNumbers: [CINRule] {
    CINRule(
      "1510", of: ChildIdentifiersColumn.self, [.UPN],
      "The first letter of the UPN does not fit the other twelve characters, so something in it was "
        + "mistyped. Compare it with the school's record.",
      fails: "ChildIdentifiers UPN=X201305622041", passes: "ChildIdentifiers UPN=Y201305622041"
    ) { _, child in
      let upn = child.characters(.UPN)
      guard let letter = upn.checkLetter else { return false }
      return letter != upn[1]
    }

    CINRule(
      "1520", unique: .UPN,
      "Another child in this return has the same UPN. Correct the wrong one, or merge the two "
        + "records if they are one child.",
      fails: """
        ChildIdentifiers LAchildID=1 UPN=Y201305622041
        ChildIdentifiers LAchildID=2 UPN=Y201305622041
        """,
      passes: """
        ChildIdentifiers LAchildID=1 UPN=Y201305622041
        ChildIdentifiers LAchildID=2 UPN=K201305622058
        ChildIdentifiers LAchildID=3
        ChildIdentifiers LAchildID=4
        """)

    authority(.only(2023), accepted: acceptedUntil2023, passes: "Y941305622041")
    authority(.years(2024, 2026), accepted: acceptedFrom2024, passes: "Y943305622041")

    CINRule(
      "1540", of: ChildIdentifiersColumn.self, [.UPN],
      "Characters 5 to 12 of the UPN must be digits. Type the UPN again from the school's record.",
      fails: "ChildIdentifiers UPN=Y20130562X041", passes: "ChildIdentifiers UPN=Y20130562"
    ) { identifiers, child in
      guard identifiers[.UPN].isGiven else { return false }
      let upn = child.characters(.UPN)
      return upn.count < 5 || !upn.areDigits(5...min(upn.count, 12))
    }

    CINRule(
      "1550", of: ChildIdentifiersColumn.self, [.UPN],
      "The UPN must end in a digit or in a capital letter that is not I, O or S. Type the UPN again "
        + "from the school's record.",
      fails: "ChildIdentifiers UPN=A20130562209O", passes: "ChildIdentifiers UPN=A20130562209T"
    ) { _, child in
      let upn = child.characters(.UPN)
      return upn.count == 13 && upn.value(at: 13) == nil
    }

    CINRule(
      "1560Q", of: ChildIdentifiersColumn.self, [.FormerUPN],
      "The former UPN should be a letter, eleven digits, then a digit or a letter. Correct it, or say "
        + "why it is right.",
      fails: "ChildIdentifiers FormerUPN=A2013056220T",
      passes: "ChildIdentifiers FormerUPN=A20130562209T"
    ) { identifiers, child in
      guard identifiers[.FormerUPN].isGiven else { return false }
      let upn = child.characters(.FormerUPN)
      return
        !(upn.count == 13 && upn.isLetter(1) && upn.areDigits(2...12)
        && (upn.isDigit(13) || upn.isLetter(13)))
    }

    CINRule(
      "8770Q", years: .until(2024), flags: [.of(ChildIdentifiersColumn.self, [.UPN, .UPNunknown])],
      needsPeriod: true,
      "This child was six or older at the end of the year, but has no UPN and no accepted reason for "
        + "that. Enter the UPN or the reason (UN2 to UN7), or explain.",
      fails: """
        ChildIdentifiers PersonBirthDate=2018-03-31 UPNunknown=UN1
        CINdetails ReferralNFA=0
        """,
      passes: """
        ChildIdentifiers PersonBirthDate=2018-04-01 UPNunknown=UN1
        CINdetails ReferralNFA=0
        """
    ) { child, found in
      if lacksPupilNumber(child, bornBy: child.end.adding(years: -6)), let identity = child.identity
      {
        found.flag(identity.at(.UPN, .UPNunknown), of: child)
      }
    }

    CINRule(
      "8770Q", years: .years(2025, 2026),
      flags: [.of(ChildIdentifiersColumn.self, [.UPN, .UPNunknown])], needsPeriod: true,
      "This child was of school age before the year ended, but has no UPN and no accepted reason for "
        + "that. Enter the UPN or the reason (UN2 to UN7), or explain.",
      fails: """
        ChildIdentifiers PersonBirthDate=2020-08-31
        CINdetails ReferralNFA=false
        """,
      passes: """
        ChildIdentifiers PersonBirthDate=2020-09-01
        CINdetails ReferralNFA=false
        """
    ) { child, found in
      let limit = (child.end.adding(months: 4) + 31).adding(years: -6)
      if lacksPupilNumber(child, bornBy: limit), let identity = child.identity {
        found.flag(identity.at(.UPN, .UPNunknown), of: child)
      }
    }

    CINRule(
      "8772",
      flags: [
        .of(ChildIdentifiersColumn.self, [.UPNunknown]), .of(CINDetailsColumn.self, [.ReferralNFA]),
      ],
      "There is no UPN because every referral led to no further action (UN7), yet one did not. Enter "
        + "the UPN or another reason, or correct the marker.",
      fails: """
        ChildIdentifiers UPNunknown=UN7 !
        CINdetails ReferralNFA=1
        CINdetails ReferralNFA=0 !
        """,
      passes: """
        ChildIdentifiers UPNunknown=UN7
        CINdetails ReferralNFA=TRUE
        """
    ) { child, found in
      guard let identity = child.identity, identity[.UPNunknown] == "UN7" else { return }
      if child.details.isEmpty { found.flag(identity.at(.UPNunknown), of: child) }
      for details in child.details where !details.isNoFurtherAction {
        found.flag(identity.at(.UPNunknown), details.row.at(.ReferralNFA), of: child)
      }
    }
  }

  /// Characters 2 to 4 name an authority.
  private static func authority(
    _ years: ClosedRange<CollectionYear>, accepted: AuthorityNumbers, passes: String
  ) -> CINRule {
    CINRule(
      "1530", years: years, of: ChildIdentifiersColumn.self, [.UPN],
      "Characters 2 to 4 of the UPN are not the number of an authority. Type the UPN again from the "
        + "school's record.",
      fails: "ChildIdentifiers UPN=Y999305622041", passes: "ChildIdentifiers UPN=\(passes)"
    ) { _, child in
      let upn = child.characters(.UPN)
      return upn.count == 13 && !accepted.contains(upn[2], upn[3], upn[4])
    }
  }

  private static let acceptedUntil2023 = AuthorityNumbers([
    1...5, 201...213, 301...320, 330...336, 340...344, 350...359, 370...373, 380...384, 390...394,
    420...420, 660...681, 701...708, 800...803, 805...808, 810...813, 815...816, 820...823,
    825...826, 830...831, 835...839, 840...841, 845...846, 850...852, 855...857, 860...861,
    865...896, 908...909, 916...916, 919...919, 921...921, 925...926, 928...929, 931...931,
    933...933, 935...938, 940...941,
  ])
  private static let acceptedFrom2024 = acceptedUntil2023.adding(942...943)

  private static let reasonsWithoutNumber: CodeList = ["UN2", "UN3", "UN4", "UN5", "UN6", "UN7"]

  /// Whether a child of school age with a case that went on has neither a number nor a reason.
  private static func lacksPupilNumber(_ child: CheckedCINChild, bornBy limit: CellDay) -> Bool {
    child.text(.UPN).isNone && child.day(.PersonBirthDate) <= limit
      && !child.text(.UPNunknown).uppercased.isOne(of: reasonsWithoutNumber)
      && child.details.contains { $0.isFurtherAction }
  }
}

/// The numbers of authorities, 0 to 999.
private struct AuthorityNumbers: Sendable {
  private var isAccepted = [Bool](repeating: false, count: 1000)

  init(_ ranges: [ClosedRange<Int>]) {
    for number in ranges.joined() { isAccepted[number] = true }
  }

  func adding(_ range: ClosedRange<Int>) -> AuthorityNumbers {
    var all = self
    for number in range { all.isAccepted[number] = true }
    return all
  }

  func contains(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    let digits = [first, second, third].map { Int($0) - 0x30 }
    guard digits.allSatisfy({ (0...9).contains($0) }) else { return false }
    return isAccepted[digits[0] * 100 + digits[1] * 10 + digits[2]]
  }
}

extension CellCharacters {
  private static let alphabet: [UInt8] = Array("ABCDEFGHJKLMNPQRTUVWXYZ".utf8)

  /// What a character stands for in the sum behind the check letter; nil for one that a number cannot
  /// have.
  fileprivate func value(at place: Int) -> Int? {
    isDigit(place)
      ? Int(self[place]) - 0x30 : CellCharacters.alphabet.firstIndex(of: self[place])
  }

  /// The letter with which a pupil number must begin; nil where the rest is no such number.
  fileprivate var checkLetter: UInt8? {
    guard count == 13, areDigits(2...12), let last = value(at: 13) else { return nil }
    let sum = (2...12).reduce(last * 13) { $0 + (Int(self[$1]) - 0x30) * $1 }
    return CellCharacters.alphabet[sum % 23]
  }
}
