import CaseworkPages
import HTML

/// The parts of learning, side by side.
struct LearningNavigation: Component {
  let current: Link

  var markup: Markup {
    SubNavigation(
      "Learning",
      [
        NavigationItem("Findings", .learning), NavigationItem("Strengths", .strengths),
        NavigationItem("Actions", .improvementActions), NavigationItem("Board", .learningBoard),
        NavigationItem("Reflection", .reflection), NavigationItem("Priorities", .priorities),
        NavigationItem("Evidence", .evidence), NavigationItem("Inspections", .inspections),
        NavigationItem("Sharing", .sharing),
      ], current: current
    ).markup
  }
}
