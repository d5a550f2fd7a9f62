import OutcomePages
import Published

/// Where every authority's figures lie among all others', reckoned once for as long as the figures are
/// the same.
actor StandingsShelf {
  private var held: (releases: [Release], standings: Standings)?

  func standings(of figures: PublishedFigures) -> Standings {
    if let held, held.releases == figures.releases { return held.standings }
    let standings = Standings(of: figures)
    held = (figures.releases, standings)
    return standings
  }
}
