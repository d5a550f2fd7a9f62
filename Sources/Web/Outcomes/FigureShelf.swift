import Exchange
import Published
import Store

/// The published figures as an authority has them: those that are shipped, and those that its people
/// brought, which another program may do while the server runs.
actor FigureShelf {
  private let kept: KeptFigures
  private var held: (state: [String], figures: PublishedFigures)?

  init(store: any ReferenceStore) { kept = KeptFigures(in: store) }

  /// The figures that pages show; read anew where others are kept by now.
  func figures() async throws -> PublishedFigures {
    let entries = try await kept.entries()
    let state = entries.map { "\($0.list.kind) \($0.list.digest) \($0.layout?.digest ?? "")" }
    if let held, held.state == state { return held.figures }
    let figures = try await kept.figures(of: entries)
    held = (state, figures)
    return figures
  }
}
