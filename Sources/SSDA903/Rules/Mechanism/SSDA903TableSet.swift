import Returns

/// Some of the tables of the return, as bits.
public struct SSDA903TableSet: Sendable {
  private var bits: UInt16 = 0

  public init(_ tables: [SSDA903Table]) {
    for table in tables { bits |= 1 << UInt16(table.rawValue) }
  }

  public func contains(_ table: SSDA903Table) -> Bool { bits & 1 << UInt16(table.rawValue) != 0 }

  func hasTable(named name: String) -> Bool {
    SSDA903Table.allCases.contains { contains($0) && $0.layout.name == name }
  }
}
