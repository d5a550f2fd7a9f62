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

  /// Appends the same from the values of a row, read where they lie.
  /// - Parameter value: what the row holds of the field at a place
  public static func write(
    _ fields: [FieldDescription], into out: inout [UInt8], value: (Int) -> StoredValue
  ) {
    let start = out.count
    out.append(UInt8(ascii: "{"))
    for (index, field) in fields.enumerated() {
      let value = value(index)
      if value.isNull { continue }
      if out.count > start + 1 { out.append(UInt8(ascii: ",")) }
      out.append(UInt8(ascii: "\""))
      out.append(contentsOf: field.name.utf8)
      out.append(UInt8(ascii: "\""))
      out.append(UInt8(ascii: ":"))
      switch value {
      case .text(let bytes): JSONText.write(bytes, into: &out)
      case .integer(let number) where field.type == .flag && (0...1).contains(number):
        JSONText.write(.flag(number == 1), into: &out)
      case .integer(let number): JSONText.write(.integer(number), into: &out)
      case .null: continue
      }
    }
    out.append(UInt8(ascii: "}"))
  }

  /// Reads a body of the present schema where it lies, without making a fact of it.
  /// - Parameters:
  ///   - values: takes one for each field, a day as a text; they live as long as the body and `unescaped`
  ///   - unescaped: takes what does not stand in the body as it is
  /// - Returns: false where the body is not written just as `json` writes it, and has to be read as a fact
  public static func read(
    _ json: UnsafeBufferPointer<UInt8>, _ fields: [FieldDescription],
    into values: inout [StoredValue], unescaped: UnescapedTexts
  ) -> Bool {
    let first = values.count
    var body = CanonicalBody(bytes: json, unescaped: unescaped)
    if body.read(fields, into: &values) { return true }
    values.removeLast(values.count - first)
    return false
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
