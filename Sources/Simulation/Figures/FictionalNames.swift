/// Made-up people, places and teams to draw from.
///
/// No name is meant for anybody.
public struct FictionalNames: Sendable {
  /// Names given to girls; those given to anybody are among them.
  public let girls: [String]
  /// Names given to boys; those given to anybody are among them.
  public let boys: [String]
  public let families: [String]
  public let streets: [String]
  public let towns: [String]
  public let homes: [String]
  public let workers: [String]
  public let schools: [School]
  public let teams: [Team]

  /// A school, with its phase: `primary`, `secondary` or `special`.
  public struct School: Hashable, Sendable {
    public let name: String
    public let phase: String
  }

  /// A team, and what it does: `assessment`, `lookedAfter` and so on.
  public struct Team: Hashable, Sendable {
    public let name: String
    public let work: String
  }

  /// Reads the files of this target.
  ///
  /// - Throws: `ResourceError` where one is missing or a line cannot be read.
  public init() throws(ResourceError) {
    let given = try ResourceTable("given-names.csv", columns: ["name", "sex"])
    for row in given.rows where !["F", "M", "A"].contains(row.fields[1]) {
      throw ResourceError(
        file: given.name, line: row.line, field: "sex", value: row.fields[1],
        expected: "F, M or A for any")
    }
    girls = given.rows.filter { $0.fields[1] != "M" }.map { $0.fields[0] }
    boys = given.rows.filter { $0.fields[1] != "F" }.map { $0.fields[0] }
    families = try Self.names("family-names.csv")
    streets = try Self.names("streets.csv")
    towns = try Self.names("towns.csv")
    homes = try Self.names("homes.csv")
    workers = try Self.names("workers.csv")
    schools = try ResourceTable("schools.csv", columns: ["name", "phase"]).rows.map {
      School(name: $0.fields[0], phase: $0.fields[1])
    }
    teams = try ResourceTable("teams.csv", columns: ["name", "work"]).rows.map {
      Team(name: $0.fields[0], work: $0.fields[1])
    }
  }

  private static func names(_ file: String) throws(ResourceError) -> [String] {
    try ResourceTable(file, columns: ["name"]).rows.map { $0.fields[0] }
  }
}
