// swift-tools-version: 6.1

import PackageDescription

/// The house, room by room; arrows go one way only.
///
/// `docs/architecture.md` says what lives where.
let package = Package(
  name: "Kith",
  platforms: [.macOS(.v15)],
  dependencies: [],
  targets: [
    room("CivilTime", resources: ["Resources"]),
    tests(of: "CivilTime"),
    room("CareRecord", uses: ["CivilTime"]),
    tests(of: "CareRecord", uses: ["CivilTime"]),
    room("Access", uses: ["CareRecord", "CivilTime"]),
    room("Store", uses: ["Access", "CareRecord", "CivilTime"]),
    room("Simulation", uses: ["CareRecord", "CivilTime"], resources: ["Resources"]),
    tests(of: "Simulation", uses: ["CareRecord", "CivilTime"]),
  ]
)

// MARK: - One place for what every target shares

func room(
  _ name: String, uses dependencies: [Target.Dependency] = [], resources: [String] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources.map { .copy($0) },
    swiftSettings: strictly())
}

func tests(
  of name: String, uses dependencies: [Target.Dependency] = [], resources: [String] = []
) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies,
    resources: resources.map { .copy($0) }, swiftSettings: strictly())
}

func strictly() -> [SwiftSetting] {
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ]
}
