import Returns

extension CINRuleBook {
  /// Disabilities.
  @CINRuleBuilder
  static var disability: [CINRule] {
    CINRule(
      "8540",
      flags: [
        .of(ChildIdentifiersColumn.self, [.PersonBirthDate]),
        .of(CINDetailsColumn.self, [.ReferralNFA]), .of(DisabilityColumn.self, [.Disability]),
      ],
      "The child's case went further, but no disability is recorded, or one that is not a code. Enter "
        + "at least one code, or NONE.",
      fails: """
        ChildIdentifiers PersonBirthDate=2015-05-01 !
        Disabilities Disability=MOB
        Disabilities Disability=DEAF !
        CINdetails ReferralNFA=0 !
        CINdetails ReferralNFA=1
        """,
      passes: """
        ChildIdentifiers LAchildID=1 PersonBirthDate=2015-05-01
        Disabilities LAchildID=1 Disability=NONE
        CINdetails LAchildID=1 ReferralNFA=0
        ChildIdentifiers LAchildID=2 PersonBirthDate=2015-05-01
        CINdetails LAchildID=2 ReferralNFA=1
        ChildIdentifiers LAchildID=3 ExpectedPersonBirthDate=2026-05-01
        CINdetails LAchildID=3 ReferralNFA=0
        """
    ) { child, found in
      guard let identity = child.identity, identity.day(.PersonBirthDate).isKnown else { return }
      var wrong: [CINPlace] = []
      for row in child.disabilities where !row[.Disability].isOne(of: disabilities) {
        wrong.append(row.at(.Disability))
      }
      guard child.disabilities.isEmpty || !wrong.isEmpty else { return }
      let markers = child.details.filter(\.isFurtherAction).map { $0.row.at(.ReferralNFA) }
      guard !markers.isEmpty else { return }
      found.flag([identity.at(.PersonBirthDate)] + markers + wrong, of: child)
    }

    CINRule(
      "8790", flags: [.of(DisabilityColumn.self, [.Disability])],
      "NONE stands beside a disability. Take out NONE, or the disability.",
      fails: """
        Disabilities Disability=none
        Disabilities Disability=MOB !
        Disabilities Disability="" !
        """,
      passes: "Disabilities Disability=NONE"
    ) { child, found in
      guard child.disabilities.count > 1,
        child.disabilities.contains(where: { $0[.Disability].isNoDisability })
      else { return }
      let others = child.disabilities.filter { !$0[.Disability].isNoDisability }
      if !others.isEmpty { found.flag(others.map { $0.at(.Disability) }, of: child) }
    }

    CINRule(
      "8794", flags: [.of(DisabilityColumn.self, [.Disability])],
      "The same disability is recorded more than once for this child. Take out the repetition.",
      fails: """
        Disabilities Disability=MOB !
        Disabilities Disability=LD
        Disabilities Disability=MOB !
        """,
      passes: """
        Disabilities Disability=MOB
        Disabilities Disability=mob
        """
    ) { child, found in
      guard child.disabilities.hasRepetition(of: .Disability) else { return }
      let codes = Dictionary(grouping: child.disabilities) { $0[.Disability] }
      let repeated = codes.filter { $0.key.isGiven && $0.value.count > 1 }.values
      for rows in repeated.sorted(by: { $0[0].place < $1[0].place }) {
        found.flag(rows.map { $0.at(.Disability) }, of: child)
      }
    }
  }

  private static let disabilities: CodeList = [
    "NONE", "MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS", "BEH", "CON", "AUT", "DDA",
  ]
}

extension CellText {
  /// Whether it says that there is no disability, whatever the case.
  fileprivate var isNoDisability: Bool { uppercased == "NONE" }
}
