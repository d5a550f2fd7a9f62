import Returns

extension SSDA903RuleBook {
  private static let adopterSexes: CodeList = ["M1", "F1", "MM", "FF", "MF"]
  private static let adopterStatuses: CodeList = ["L0", "L11", "L12", "L2", "L3", "L4"]

  /// Who adopted the child: number, sex, legal status, and whether they fostered the child before.
  @SSDA903RuleBuilder
  static var adopters: [SSDA903Rule] {
    SSDA903Rule(
      "114", of: AD1Column.self, [.FOSTER_CARE],
      "Whether the adopters were the child’s foster carers is not a code. Use 0 for no or 1 for yes.",
      fails: "AD1 FOSTER_CARE=2", passes: "AD1 FOSTER_CARE=0\nAD1"
    ) { adoption, _ in
      let code = adoption[.FOSTER_CARE]
      return code.isGiven && code != "0" && code != "1"
    }

    SSDA903Rule(
      "175", of: AD1Column.self, [.NB_ADOPTR],
      "The number of adopters is not a code. Use 1 or 2.",
      fails: "AD1 NB_ADOPTR=0", passes: "AD1 NB_ADOPTR=2\nAD1"
    ) { adoption, _ in
      let code = adoption[.NB_ADOPTR]
      return code.isGiven && code != "1" && code != "2"
    }

    SSDA903Rule(
      "176", of: AD1Column.self, [.SEX_ADOPTR],
      "The sex of the adopters is not a code. Use M1, F1, MM, FF or MF.",
      fails: "AD1 SEX_ADOPTR=FM", passes: "AD1 SEX_ADOPTR=MF\nAD1"
    ) { adoption, _ in
      adoption[.SEX_ADOPTR].isGiven && !adoption[.SEX_ADOPTR].isOne(of: adopterSexes)
    }

    SSDA903Rule(
      "177", of: AD1Column.self, [.LS_ADOPTR],
      "The legal status of the adopters is not a code. Use L0, L11, L12, L2, L3 or L4.",
      fails: "AD1 LS_ADOPTR=L1", passes: "AD1 LS_ADOPTR=L11\nAD1"
    ) { adoption, _ in
      adoption[.LS_ADOPTR].isGiven && !adoption[.LS_ADOPTR].isOne(of: adopterStatuses)
    }

    SSDA903Rule(
      "511", of: AD1Column.self, [.NB_ADOPTR, .SEX_ADOPTR],
      "There are two adopters, but the code for their sex is for one. Use MM, FF or MF, or correct the"
        + " number of adopters.",
      fails: "AD1 NB_ADOPTR=2 SEX_ADOPTR=F1",
      passes: "AD1 NB_ADOPTR=2 SEX_ADOPTR=FF\nAD1 NB_ADOPTR=2"
    ) { adoption, _ in
      adoption[.NB_ADOPTR] == "2"
        && (adoption[.SEX_ADOPTR] == "M1" || adoption[.SEX_ADOPTR] == "F1")
    }

    sexOfAdopters("514", status: "L0", ["M1", "F1"], "one single adopter", fails: "MF")
    sexOfAdopters(
      "517", status: "L3", ["MF"], "an unmarried couple of different sexes", fails: "FF")
    sexOfAdopters(
      "518", status: "L4", ["MM", "FF"], "an unmarried couple of the same sex", fails: "MF")
    sexOfAdopters("519", status: "L2", ["MM", "FF", "MF"], "a civil partnership", fails: "F1")
    sexOfAdopters("520", status: "L11", ["MF"], "a married couple of different sexes", fails: "MM")
    sexOfAdopters(
      "524", status: "L12", ["MM", "FF"], "a married couple of the same sex", fails: "MF")
  }

  /// A legal status of the adopters that goes with some codes for their sex only; none given is wrong
  /// too.
  private static func sexOfAdopters(
    _ code: String, status: CellText, _ sexes: CodeList, _ meaning: String, fails: String
  ) -> SSDA903Rule {
    let codes = sexes.map(\.description)
    let last = codes.last ?? ""
    let choice = codes.count < 2 ? last : codes.dropLast().joined(separator: ", ") + " or " + last
    return SSDA903Rule(
      code, of: AD1Column.self, [.LS_ADOPTR, .SEX_ADOPTR],
      "Legal status \(status) means \(meaning), which does not fit the sex of the adopters. Use"
        + " \(choice) for their sex, or correct the legal status.",
      fails: "AD1 LS_ADOPTR=\(status) SEX_ADOPTR=\(fails)\nAD1 LS_ADOPTR=\(status)",
      passes: "AD1 LS_ADOPTR=\(status) SEX_ADOPTR=\(last)\nAD1 SEX_ADOPTR=\(fails)"
    ) { adoption, _ in
      adoption[.LS_ADOPTR] == status && !adoption[.SEX_ADOPTR].isOne(of: sexes)
    }
  }
}
