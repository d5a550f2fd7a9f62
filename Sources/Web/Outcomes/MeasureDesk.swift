import Access
import CivilTime
import Measures
import Store

/// Our own figures for pages that show them beside what is published.
struct MeasureDesk: Sendable {
  let measures: any MeasureStore
  let watch: StoreWatch

  /// What the reader may see of them, and whether they are missing.
  struct Answer: Sendable {
    var figures: [MeasuredFigure] = []
    /// They are not made of every record yet, or the store cannot be written, so that nobody could note
    /// who saw them; what is published needs neither.
    var isWithheld = false
  }

  /// - Parameters:
  ///   - days: at which the figures are of
  ///   - indicators: nil for every one
  ///   - purpose: for the read log
  func figures(
    at days: [Day], of indicators: Set<String>? = nil, for request: PageRequest, purpose: String
  ) async throws -> Answer {
    guard Policy.maySeeFigures(request.person) else { return Answer() }
    do {
      return Answer(
        figures: try await measures.figures(
          at: days, of: indicators, for: request.reading(purpose)))
    } catch is StillPreparing {
      return Answer(isWithheld: true)
    } catch let unavailable as StoreUnavailable {
      await watch.refused()
      guard watch.isReadOnly else { throw unavailable }
      return Answer(isWithheld: true)
    }
  }
}
