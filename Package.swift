// swift-tools-version: 6.1

import PackageDescription

let arguments = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let tls: [Target.Dependency] = [
  .product(
    name: "HummingbirdTLS", package: "hummingbird", condition: .when(traits: ["TLS"])),
  .product(name: "NIOSSL", package: "swift-nio-ssl", condition: .when(traits: ["TLS"])),
]
let lifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")

let unixSignals = Target.Dependency.product(
  name: "UnixSignals", package: "swift-service-lifecycle")

/// The house, room by room; arrows go one way only.
///
/// `docs/architecture.md` says what lives where.
let package = Package(
  name: "Kith",
  platforms: [.macOS(.v15)],
  traits: [
    .trait(
      name: "TLS",
      description: "TLS within the process; compiles BoringSSL, which takes ten minutes more.")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    room("CivilTime", resources: ["Resources"]),
    tests(of: "CivilTime"),
    room("HTML", uses: ["CivilTime"], resources: ["Resources"]),
    tests(of: "HTML", uses: ["CivilTime"], resources: ["Snapshots"]),
    room("CodeSets", resources: ["Resources"]),
    tests(of: "CodeSets"),

    room("CareRecord", uses: ["CivilTime"]),
    tests(of: "CareRecord", uses: ["CivilTime"]),
    room("Access", uses: ["CareRecord", "CivilTime"]),
    tests(of: "Access", uses: ["CareRecord", "CivilTime"]),

    room(
      "Learning", uses: ["Access", "CareRecord", "CivilTime", "Published"],
      resources: ["Resources"]),
    tests(of: "Learning", uses: ["Access", "CareRecord", "CivilTime", "Published"]),

    room("Retention", uses: ["CareRecord", "CivilTime"]),
    tests(of: "Retention", uses: ["CareRecord", "CivilTime"]),

    room("Measures", uses: ["CareRecord", "CivilTime"]),
    tests(of: "Measures", uses: ["CareRecord", "CivilTime"]),

    room("Statistics"),
    tests(of: "Statistics", resources: ["Resources"]),
    room("Published", uses: ["CivilTime", "Statistics"], resources: ["Resources"]),
    tests(of: "Published", uses: ["CivilTime", "Statistics"]),
    room("Forecast", uses: ["CareRecord", "CivilTime", "Statistics"]),
    tests(of: "Forecast", uses: ["CareRecord", "CivilTime", "Published", "Statistics"]),

    library("CLibXML", package: "libxml-2.0", debian: "libxml2-dev", homebrew: "libxml2"),
    library("CZip", package: "libzip", debian: "libzip-dev", homebrew: "libzip"),
    room(
      "Returns", uses: ["CivilTime", "CodeSets", "CLibXML", "CZip"], resources: ["Resources"]),
    tests(of: "Returns", uses: ["CivilTime", "CodeSets", "CZip"]),
    room("SSDA903", uses: ["CareRecord", "CivilTime", "Returns"]),
    tests(
      of: "SSDA903", uses: ["CareRecord", "CivilTime", "Returns", "CodeSets"],
      resources: ["Resources"]),
    room("CINCensus", uses: ["CareRecord", "CivilTime", "Returns"]),
    tests(
      of: "CINCensus", uses: ["CareRecord", "CivilTime", "Returns", "CodeSets"],
      resources: ["Resources"]),

    library(
      "CXLSXWriter", package: "xlsxwriter", debian: "libxlsxwriter-dev", homebrew: "libxlsxwriter"),
    library("CPostgreSQL", package: "libpq", debian: "libpq-dev", homebrew: "libpq"),
    library("CSodium", package: "libsodium", debian: "libsodium-dev", homebrew: "libsodium"),
    library("CCrypto", package: "libcrypto", debian: "libssl-dev", homebrew: "openssl@3"),
    room("Secrets", uses: ["CCrypto", "CSodium"]),
    tests(of: "Secrets"),
    room(
      "Store",
      uses: [
        "Access", "CareRecord", "CivilTime", "CPostgreSQL", "Learning", "Measures", "Retention",
        "Secrets",
        grdb, sqlite,
      ],
      resources: ["Resources"]),
    .target(
      name: "ProcessStarting", path: "Tests/ProcessStarting", swiftSettings: strictly()),
    .executableTarget(
      name: "StoreExercise", dependencies: ["Access", "CareRecord", "CivilTime", "Store"],
      path: "Tests/StoreExercise", swiftSettings: strictly()),
    tests(
      of: "Store",
      uses: [
        "Access", "CareRecord", "CivilTime", "Learning", "Measures", "ProcessStarting",
        "Published", "Retention", "Secrets", "Simulation", "StoreExercise", grdb,
      ],
      resources: ["Resources"]),

    room(
      "Checking",
      uses: [
        "CareRecord", "CINCensus", "CivilTime", "CXLSXWriter", "HTML", "Returns", "SSDA903",
        "Store",
      ]),
    tests(
      of: "Checking",
      uses: [
        "Access", "CareRecord", "CINCensus", "CivilTime", "HTML", "Returns", "SSDA903", "Store",
      ]),

    room(
      "Exchange",
      uses: [
        "Access", "CareRecord", "CINCensus", "CivilTime", "Forecast", "Published", "Returns",
        "Secrets", "SSDA903", "Store",
      ]),
    tests(
      of: "Exchange",
      uses: ["Access", "CareRecord", "CivilTime", "Forecast", "Published", "Returns", "Store"]),

    room("Operation", uses: ["CivilTime", logging]),
    tests(of: "Operation", uses: [logging]),

    room("Simulation", uses: ["CareRecord", "CivilTime"], resources: ["Resources"]),
    tests(
      of: "Simulation",
      uses: ["CareRecord", "CINCensus", "CivilTime", "CodeSets", "Returns", "SSDA903"]),

    room(
      "CaseworkPages",
      uses: ["Access", "CareRecord", "CivilTime", "CodeSets", "HTML", "Retention", "Store"]),
    tests(
      of: "CaseworkPages",
      uses: ["Access", "CareRecord", "CivilTime", "CodeSets", "HTML", "Retention", "Store"]),

    room(
      "LearningPages",
      uses: [
        "Access", "CareRecord", "CaseworkPages", "CivilTime", "HTML", "Learning", "Measures",
        "OutcomePages", "Published", "Store",
      ]),
    tests(
      of: "LearningPages",
      uses: [
        "Access", "CareRecord", "CaseworkPages", "CivilTime", "CodeSets", "HTML", "Learning",
        "Measures", "OutcomePages", "Published", "Store",
      ]),

    room(
      "OutcomePages",
      uses: ["CivilTime", "Forecast", "HTML", "Measures", "Published", "Statistics"]),
    tests(
      of: "OutcomePages",
      uses: ["CivilTime", "Forecast", "HTML", "Measures", "Published", "Statistics"]),

    room(
      "Web",
      uses: [
        "Access", "CareRecord", "CaseworkPages", "Checking", "CINCensus", "CivilTime", "CodeSets",
        "Exchange", "Forecast", "HTML", "Learning", "LearningPages", "Measures", "Operation",
        "OutcomePages", "Published", "Retention", "Returns", "Secrets", "SSDA903", "Store",
        hummingbird,
        hummingbirdCore, httpTypes, logging, nio, nioHTTPTypes, lifecycle,
      ] + tls),
    tests(
      of: "Web",
      uses: [
        "Access", "CareRecord", "CaseworkPages", "Checking", "CivilTime", "CodeSets", "Exchange",
        "HTML", "Learning", "LearningPages", "Operation", "OutcomePages", "ProcessStarting",
        "Published", "Retention", "Returns", "Secrets", "Simulation", "SSDA903", "Store",
        hummingbird, httpTypes, logging, nio, nioPosix, lifecycle,
      ]),

    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "Checking", "CivilTime", "Exchange", "Returns", "Web", hummingbird, httpTypes, nio,
      ],
      resources: [.copy("Kept")], swiftSettings: strictly()),

    tool(
      "kith",
      uses: [
        "Access", "CareRecord", "CaseworkPages", "Checking", "CivilTime", "CodeSets", "Exchange",
        "Forecast", "HTML", "Learning", "LearningPages", "Measures", "Operation", "Published",
        "Retention", "Returns", "Secrets", "Simulation", "Statistics", "Store", "Web", arguments,
        hummingbird, logging, lifecycle, unixSignals,
      ]),
    tests(of: "kith", uses: ["ProcessStarting"]),
    tool(
      "bench",
      uses: [
        "Access", "CareRecord", "Checking", "CINCensus", "CivilTime", "Exchange", "Forecast",
        "HTML", "Measures", "OutcomePages", "Published", "Returns", "SSDA903", "Secrets", "Store",
        arguments, sqlite,
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
