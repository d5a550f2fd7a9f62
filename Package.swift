// swift-tools-version: 6.1

import PackageDescription

/// The house, room by room; arrows go one way only.
///
/// `docs/architecture.md` says what lives where.
let package = Package(
  name: "Kith",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.0.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    room("CivilTime", resources: ["Resources"]),
    tests(of: "CivilTime"),
    room("CareRecord", uses: ["CivilTime"]),
    tests(of: "CareRecord", uses: ["CivilTime"]),
    room("Access", uses: ["CareRecord", "CivilTime"]),
    tests(of: "Access", uses: ["CareRecord", "CivilTime"]),
    room("HTML", uses: ["CivilTime"], resources: ["Resources"]),
    tests(of: "HTML", uses: ["CivilTime"], resources: ["Snapshots"]),
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    room("Secrets", uses: ["CSodium"]),
    room(
      "Store",
      uses: [
        "Access", "CareRecord", "CivilTime", "Secrets",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    tests(
      of: "Store",
      uses: [
        "Access", "CareRecord", "CivilTime", "Secrets",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    room(
      "Web",
      uses: [
        "Access", "CareRecord", "CivilTime", "HTML", "Secrets", "Store",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]),
    tests(
      of: "Web",
      uses: [
        "Access", "CareRecord", "CivilTime", "HTML", "Secrets", "Store",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
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
