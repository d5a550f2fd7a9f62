import Returns

extension SSDA903RuleBook {
  /// Whether the tables agree on who is in the return.
  @SSDA903RuleBuilder
  static var tableAgreement: [SSDA903Rule] {
    SSDA903Rule(
      "EPI", of: HeaderColumn.self, [.CHILD],
      """
      This child is in Header and has neither an episode nor an entry as a care leaver, so hardly \
      anything can be checked. Add the episodes or the care leaver, or remove the row.
      """,
      provenance: .sectorChecker, fails: "Header\nEpisodes CHILD=2",
      passes: "Header\nEpisodes\nHeader CHILD=2\nOC3 CHILD=2"
    ) { _, child in child.episodes.isEmpty && child.oc3.isEmpty }

    SSDA903Rule(
      "1012",
      flags: [
        .optional(PlacedAdoptionColumn.self, [.CHILD]), .optional(MissingColumn.self, [.CHILD]),
        .optional(ReviewColumn.self, [.CHILD]), .optional(AD1Column.self, [.CHILD]),
        .optional(PrevPermColumn.self, [.CHILD]), .optional(OC2Column.self, [.CHILD]),
      ], needs: [.table(.episodes)],
      """
      This child has no episodes this year, so only entries as a care leaver are expected. Add \
      the episodes or remove this row.
      """,
      fails: "Missing\nReviews\nOC2\nEpisodes CHILD=2",
      passes: "Missing\nReviews\nOC2\nEpisodes"
    ) { child, found in
      guard child.episodes.isEmpty else { return }
      found.flag(all: child.placedAdoption)
      found.flag(all: child.missing)
      found.flag(all: child.reviews)
      found.flag(all: child.ad1)
      found.flag(all: child.prevPerm)
      found.flag(all: child.oc2)
    }

    notInHeader("INT01", AD1Column.CHILD)
    notInHeader("INT02", PlacedAdoptionColumn.CHILD)
    notInHeader("INT03", EpisodeColumn.CHILD)
    notInHeader("INT04", MissingColumn.CHILD)
    notInHeader("INT05", OC2Column.CHILD)
    notInHeader("INT06", OC3Column.CHILD)
    notInHeader("INT07", PrevPermColumn.CHILD)
    notInHeader("INT08", ReviewColumn.CHILD)
    notInHeader("INT09", UASCColumn.CHILD)

    otherDateOfBirth("INT11", AD1Column.DOB)
    otherDateOfBirth("INT12", PlacedAdoptionColumn.DOB)
    otherDateOfBirth("INT13", MissingColumn.DOB)
    otherDateOfBirth("INT14", OC2Column.DOB)
    otherDateOfBirth("INT15", OC3Column.DOB)
    otherDateOfBirth("INT16", PrevPermColumn.DOB)
    otherDateOfBirth("INT17", ReviewColumn.DOB)
    otherDateOfBirth("INT18", UASCColumn.DOB)

    SSDA903Rule(
      "INT21", of: UASCColumn.self, [.SEX], needs: [.table(.header)],
      "The sex in UASC is not the one in Header. Correct the one that is wrong.",
      provenance: .sectorChecker, fails: "UASC SEX=F\nHeader SEX=M",
      passes: "UASC SEX=M\nHeader SEX=M\nUASC CHILD=2\nHeader CHILD=2 SEX=M"
    ) { uasc, child in
      uasc[.SEX].isGiven && child.header.contains { $0[.SEX].isGiven && $0[.SEX] != uasc[.SEX] }
    }

    moreThanOnce("INT31", AD1Column.CHILD)
    moreThanOnce("INT32", HeaderColumn.CHILD)
    moreThanOnce("INT33", OC2Column.CHILD)
    moreThanOnce("INT34", OC3Column.CHILD)
    moreThanOnce("INT35", PrevPermColumn.CHILD)
    moreThanOnce("INT36", UASCColumn.CHILD)
  }

  /// The child has rows in a table and none in Header.
  private static func notInHeader<Column: CheckedTableColumn>(
    _ code: String, _ identifier: Column
  ) -> SSDA903Rule {
    let table = Column.layout.name
    return SSDA903Rule(
      code, of: Column.self, [identifier], needs: [.table(.header)],
      """
      This child is in \(table) and not in Header. Add the child to Header, or correct the \
      identifier.
      """,
      provenance: .sectorChecker, fails: "\(table)\nHeader CHILD=2", passes: "\(table)\nHeader"
    ) { _, child in child.header.isEmpty }
  }

  /// A table has another date of birth than Header.
  private static func otherDateOfBirth<Column: CheckedTableColumn>(
    _ code: String, _ birth: Column
  ) -> SSDA903Rule {
    let table = Column.layout.name
    return SSDA903Rule(
      code, of: Column.self, [birth], needs: [.table(.header)],
      "The date of birth in \(table) is not the one in Header. Correct the one that is wrong.",
      provenance: .sectorChecker, fails: "\(table) DOB=04/01/2012\nHeader DOB=01/04/2012",
      passes: "\(table) DOB=1/4/2012\nHeader DOB=01/04/2012\n\(table) CHILD=2\nHeader CHILD=2"
    ) { row, child in
      let day = row.day(birth)
      return day.isKnown
        && child.header.contains { $0.day(.DOB).isKnown && $0.day(.DOB) != day }
    }
  }

  /// A table that has one row for each child has two for this one.
  private static func moreThanOnce<Column: CheckedTableColumn>(
    _ code: String, _ identifier: Column
  ) -> SSDA903Rule {
    let table = Column.layout.name
    return SSDA903Rule(
      code, of: Column.self, [identifier],
      "This child is in \(table) more than once. Keep the row that is right.",
      provenance: .sectorChecker, fails: "\(table)\n\(table)",
      passes: "\(table)\n\(table) CHILD=2"
    ) { _, child in Column.rows(of: child).count > 1 }
  }
}
