import CivilTime

/// The body of a log entry: a flat JSON object of a fact's fields, empty ones left out.
///
/// `{"on":"2026-03-04","child_seen":true,"note":"…"}`. The schema number of the kind stands beside
/// it in the log, so that old bodies are read for ever.
public enum FactBody {
  /// The fact as JSON bytes, its fields in the order of their description.
  public static func json<F: Fact>(of fact: F) -> [UInt8] {
    json(fact.cells, of: F.fields.map(\.about))
  }

  /// The same from a fact's cells and the description of its fields.
  public static func json(_ cells: [Cell], of fields: [FieldDescription]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(160)
    out.append(UInt8(ascii: "{"))
    for index in cells.indices where !cells[index].isNull {
      if out.count > 1 { out.append(UInt8(ascii: ",")) }
      out.append(UInt8(ascii: "\""))
      out.append(contentsOf: fields[index].name.utf8)
      out.append(UInt8(ascii: "\""))
      out.append(UInt8(ascii: ":"))
      JSONText.write(cells[index], into: &out)
    }
    out.append(UInt8(ascii: "}"))
    return out
  }

  /// Reads a body back.
  /// - Parameter schema: the number that stood beside the body in the log
  /// - Throws: `JSONText.Malformed` for what is not such an object, `CellMismatch` for a value that
  ///   does not fit its field.
  public static func fact<F: Fact>(
    _ type: F.Type, from json: [UInt8], schema: Int
  ) throws -> F {
    var cells = try JSONText.object(json)
    if schema != F.kind.schema { F.kind.upcast(&cells, schema) }
    var fact = F()
    for field in F.fields {
      guard let raw = cells[field.about.name] else { continue }
      let cell = raw.fitting(field.about.type)
      guard field.write(&fact, cell) else {
        throw CellMismatch(kind: F.kind.name, field: field.about.name, cell: cell)
      }
    }
    return fact
  }
}

extension Cell {
  /// A text that stands for a day becomes one, where the field holds days.
  public func fitting(_ type: FieldType) -> Cell {
    guard case .text(let text) = self, type == .day, let day = Day(iso: text) else { return self }
    return .day(day)
  }
}
