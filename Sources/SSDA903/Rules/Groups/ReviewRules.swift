import Returns

extension SSDA903RuleBook {
  private static let participation: CodeList = [
    "PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7",
  ]
  private static let participationFromFour: CodeList = [
    "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7",
  ]

  /// Reviews of the child’s care, and how the child took part in them.
  @SSDA903RuleBuilder
  static var reviews: [SSDA903Rule] {
    SSDA903Rule(
      "166", of: ReviewColumn.self, [.REVIEW],
      "The date of the review is missing or is not a date. Enter it as day/month/year.",
      fails: "Reviews REVIEW=29/02/2026\nReviews", passes: "Reviews REVIEW=28/02/2026"
    ) { review, _ in !review.day(.REVIEW).isKnown }

    SSDA903Rule(
      "167", of: ReviewColumn.self, [.REVIEW_CODE],
      "How the child took part in the review is missing or is not a code, or there is no review. Use"
        + " PN0 to PN7 for every review.",
      fails: """
        Reviews REVIEW=01/05/2025 REVIEW_CODE=PN8
        Reviews REVIEW=01/05/2025
        Reviews REVIEW_CODE=PN1
        """,
      passes: "Reviews REVIEW=01/05/2025 REVIEW_CODE=PN7\nReviews"
    ) { review, _ in
      review[.REVIEW].isNone
        ? review[.REVIEW_CODE].isGiven : !review[.REVIEW_CODE].isOne(of: participation)
    }

    SSDA903Rule(
      "440", of: ReviewColumn.self, [.DOB, .REVIEW, .REVIEW_CODE],
      "The code for taking part is for a child under 4, but the child was 4 or over on the day of the"
        + " review. Use PN1 to PN7, or correct the dates.",
      fails: "Reviews DOB=01/05/2021 REVIEW=01/05/2025 REVIEW_CODE=PN0",
      passes: "Reviews DOB=01/05/2021 REVIEW=30/04/2025 REVIEW_CODE=PN0"
    ) { review, _ in
      review[.REVIEW_CODE] == "PN0" && review.day(.REVIEW) >= review.day(.DOB).adding(years: 4)
    }

    SSDA903Rule(
      "441", of: ReviewColumn.self, [.DOB, .REVIEW, .REVIEW_CODE],
      "The code for taking part is for a child of 4 or over, but the child was under 4 on the day of"
        + " the review. Use PN0, or correct the dates.",
      fails: "Reviews DOB=01/05/2021 REVIEW=30/04/2025 REVIEW_CODE=PN1",
      passes: "Reviews DOB=01/05/2021 REVIEW=01/05/2025 REVIEW_CODE=PN1"
    ) { review, _ in
      review[.REVIEW_CODE].isOne(of: participationFromFour)
        && review.day(.REVIEW) < review.day(.DOB).adding(years: 4)
    }
  }
}
