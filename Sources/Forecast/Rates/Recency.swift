import Foundation

/// How much what happened a while ago still counts.
enum Recency {
  static func weight(monthsAgo: Int, halfLife: Double) -> Double {
    halfLife.isFinite ? pow(0.5, Double(monthsAgo) / halfLife) : 1
  }
}
