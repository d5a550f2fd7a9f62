/// The description of one stored property of a fact.
///
/// From it come the column, the form control, the check of what was typed, the JSON of the log and
/// the programming interface, the difference in the history and the export.
public struct Field<F: Fact>: Sendable {
  public let about: FieldDescription
  /// Reads the property.
  public let read: @Sendable (F) -> Cell
  /// Writes the property; false, and nothing written, where the cell holds another sort of value.
  public let write: @Sendable (inout F, Cell) -> Bool
  /// Writes the property from a table's row; false as `write` is.
  let load: @Sendable (inout F, StoredValue) -> Bool

  /// - Parameters:
  ///   - name: column and JSON key, in snake case; stored, so never renamed
  ///   - path: the property
  ///   - label: what people read: a question or a noun phrase, in sentence case
  ///   - help: one sentence more, where the label leaves a doubt
  ///   - required: what it is required for, and by which law or return
  ///   - inHeadline: whether the one-line summary of a fact shows its value
  public init<Value: FieldValue>(
    _ name: String, _ path: any WritableKeyPath<F, Value> & Sendable, _ label: String,
    help: String? = nil, required: Requirement = .no, inHeadline: Bool = false
  ) {
    about = FieldDescription(
      name: name, label: label, help: help, type: Value.fieldType, required: required,
      inHeadline: inHeadline)
    guard let offset = MemoryLayout<F>.offset(of: path) else {
      read = { $0[keyPath: path].cell }
      write = { fact, cell in
        guard let value = Value(cell: cell) else { return false }
        fact[keyPath: path] = value
        return true
      }
      load = { fact, stored in
        guard let value = Value(stored: stored) else { return false }
        fact[keyPath: path] = value
        return true
      }
      return
    }
    // A stored property is reached by its place in the struct: a tenth of the cost of a key path,
    // where three million facts are read at once.
    read = { fact in
      withUnsafePointer(to: fact) { start in
        UnsafeRawPointer(start).advanced(by: offset).assumingMemoryBound(to: Value.self).pointee
          .cell
      }
    }
    write = { fact, cell in
      guard let value = Value(cell: cell) else { return false }
      withUnsafeMutablePointer(to: &fact) { start in
        UnsafeMutableRawPointer(start).advanced(by: offset).assumingMemoryBound(to: Value.self)
          .pointee = value
      }
      return true
    }
    load = { fact, stored in
      guard let value = Value(stored: stored) else { return false }
      withUnsafeMutablePointer(to: &fact) { start in
        UnsafeMutableRawPointer(start).advanced(by: offset).assumingMemoryBound(to: Value.self)
          .pointee = value
      }
      return true
    }
  }
}

/// What is known of a field without knowing its fact's type.
public struct FieldDescription: Hashable, Sendable {
  public let name: String
  public let label: String
  public let help: String?
  public let type: FieldType
  public let required: Requirement
  public let inHeadline: Bool
}

/// Whether a field must be filled in, and who says so.
public enum Requirement: Hashable, Sendable {
  case no
  case always
  /// Required in the cases that the text names, with its law or return.
  case by(String)
}
