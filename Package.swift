// swift-tools-version: 6.1

import PackageDescription

/// The house, room by room; arrows go one way only.
///
/// `docs/architecture.md` says what lives where.
let package = Package(
  name: "Kith",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0")
  ],
  targets: [
    room("CivilTime", resources: ["Resources"]),
    tests(of: "CivilTime"),
    room("CareRecord", uses: ["CivilTime"]),
    tests(of: "CareRecord", uses: ["CivilTime"]),
    room("Access", uses: ["CareRecord", "CivilTime"]),
    tests(of: "Access", uses: ["CareRecord", "CivilTime"]),
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    room("Secrets", uses: ["CSodium"]),
    tests(of: "Secrets"),
    room(
      "Store",
      uses: [
        "Access", "CareRecord", "CivilTime", "Secrets",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ], resources: ["Resources"]),
    .executableTarget(
      name: "StoreExercise", dependencies: ["Access", "CareRecord", "CivilTime", "Store"],
      path: "Tests/StoreExercise", swiftSettings: strictly()),
    tests(
      of: "Store",
      uses: [
        "Access", "CareRecord", "CivilTime", "Secrets", "StoreExercise",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
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
