// swift-tools-version: 6.1

import PackageDescription

/// The house, room by room; arrows go one way only. `docs/architecture.md` says what lives where.
let package = Package(
  name: "Kith",
  platforms: [.macOS(.v15)],
  dependencies: [],
  targets: [
    room("CivilTime", resources: ["Resources"]),
    tests(of: "CivilTime"),

    room("CodeSets", resources: ["Resources"]),
    tests(of: "CodeSets"),

    library("CLibXML", package: "libxml-2.0", debian: "libxml2-dev", homebrew: "libxml2"),
    library("CZip", package: "libzip", debian: "libzip-dev", homebrew: "libzip"),
    room("Returns", uses: ["CivilTime", "CodeSets", "CLibXML", "CZip"]),
    tests(of: "Returns", uses: ["CivilTime", "CodeSets", "CZip"]),
    room("SSDA903", uses: ["CivilTime", "Returns"]),
    tests(of: "SSDA903", uses: ["CivilTime", "Returns", "CodeSets"]),
    room("CINCensus", uses: ["CivilTime", "Returns"]),
    tests(of: "CINCensus", uses: ["CivilTime", "Returns", "CodeSets"]),

    tool("bench", uses: ["CivilTime", "Returns", "SSDA903"]),
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

/// A command line program.
func tool(_ name: String, uses dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: strictly())
}

/// A C library of the operating system.
func library(_ name: String, package: String, debian: String, homebrew: String) -> Target {
  .systemLibrary(
    name: name, pkgConfig: package, providers: [.apt([debian]), .brew([homebrew])])
}

func strictly() -> [SwiftSetting] {
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ]
}
