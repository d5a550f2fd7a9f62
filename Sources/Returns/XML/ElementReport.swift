/// Counts what was met in an XML file and not read, to be said once for each kind.
public struct ElementReport: Sendable {
  private struct Finding {
    var count = 0
    var line: Int
  }

  private var unknown: [String: Finding] = [:]
  private var repeated: [String: Finding] = [:]
  private var namespaceLine: Int?
  private var attributeLine: Int?

  public init() {}

  /// Notes an element that the return does not have.
  public mutating func meetUnknown(_ part: XMLPart, in parent: String) {
    meetUnknown("\(parent)/\(part.name)", line: part.line)
  }

  public mutating func meetUnknown(_ name: String, line: Int) {
    unknown[name, default: Finding(line: line)].count += 1
  }

  /// Notes an element that stands again where only one can be.
  public mutating func meetRepeated(_ part: XMLPart, in parent: String) {
    repeated["\(parent)/\(part.name)", default: Finding(line: part.line)].count += 1
  }

  mutating func meetNamespace(line: Int) {
    if namespaceLine == nil { namespaceLine = line }
  }

  mutating func meetAttributes(line: Int) {
    if attributeLine == nil { attributeLine = line }
  }

  /// Adds what was met in a later piece of the same file.
  public mutating func merge(_ later: ElementReport) {
    func both(_ one: Finding, _ other: Finding) -> Finding {
      Finding(count: one.count + other.count, line: one.line)
    }
    unknown.merge(later.unknown, uniquingKeysWith: both)
    repeated.merge(later.repeated, uniquingKeysWith: both)
    namespaceLine = namespaceLine ?? later.namespaceLine
    attributeLine = attributeLine ?? later.attributeLine
  }

  public func notes(on file: String) -> [ReadingNote] {
    var notes: [ReadingNote] = []
    if let namespaceLine {
      notes.append(
        ReadingNote(
          "Elements are in a namespace, which the return does not have. It was ignored.",
          file: file, line: namespaceLine))
    }
    if let attributeLine {
      notes.append(
        ReadingNote(
          "Elements have attributes, which the return does not have. They were not read.",
          file: file, line: attributeLine, weight: .warning))
    }
    let unknownNotes = unknown.map { name, found in
      let times = found.count == 1 ? "once" : "\(found.count) times, first here"
      return ReadingNote(
        "The element \(name) is not part of the return and was not read (\(times)).", file: file,
        line: found.line, weight: .warning)
    }
    let repeatedNotes = repeated.map { name, found in
      let times = found.count == 1 ? "once" : "\(found.count) times, first here"
      return ReadingNote(
        "The element \(name) stands more than once where only one can be. The first was read, the "
          + "others were not (\(times)).", file: file, line: found.line, weight: .warning)
    }
    return notes
      + (unknownNotes + repeatedNotes).sorted {
        ($0.line ?? 0, $0.text) < ($1.line ?? 0, $1.text)
      }
  }
}

extension XMLPart {
  /// The elements in this one as a row, each value with its line.
  ///
  /// - Parameters:
  ///   - renamed: The names in XML of columns that have another name there.
  ///   - groups: The elements that the caller reads itself.
  public func row<Column: TableColumn>(
    _ columns: Column.Type, file: String, renamed: [String: Column] = [:],
    groups: Set<String> = [], report: inout ElementReport
  ) -> Row<Column> {
    var row = Row<Column>(origin: RowOrigin(file: file, line: line))
    var isFilled = Array(repeating: false, count: row.values.count)
    row.lines = Array(repeating: 0, count: row.values.count)
    for child in children {
      let place = renamed[child.name]?.rawValue ?? Column.layout.place(named: child.name)
      if let place, let column = Column(rawValue: place) {
        if isFilled[place] {
          report.meetRepeated(child, in: name)
        } else {
          isFilled[place] = true
          row[column] = child.text
          row.lines[place] = Int32(truncatingIfNeeded: child.line)
        }
      } else if !groups.contains(child.name) {
        report.meetUnknown(child, in: name)
      }
    }
    return row
  }
}
