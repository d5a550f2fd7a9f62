import CivilTime
import Testing

@testable import CareRecord

@Suite struct FactRegisterTests {
  @Test func kinds_and_their_columns_have_names_of_their_own() {
    let names = FactRegister.kinds.map { $0.kind.name }
    #expect(Set(names).count == names.count)
    for type in FactRegister.kinds {
      let columns = fieldNames(type)
      #expect(Set(columns).count == columns.count, "\(type)")
      #expect(columns.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "_" || $0.isNumber } })
    }
  }

  @Test(arguments: 0..<FactRegister.kinds.count)
  func every_stored_property_is_described(_ index: Int) {
    let type = FactRegister.kinds[index]
    let fact = type.init()
    #expect(Mirror(reflecting: fact).children.count == fieldNames(type).count, "\(type)")
    expectEachFieldToWriteAPropertyOfItsOwn(type)
  }

  @Test(arguments: 0..<FactRegister.kinds.count)
  func a_fact_survives_its_body_in_the_log(_ index: Int) throws {
    try expectRoundTrip(FactRegister.kinds[index])
  }

  @Test(arguments: FactRegister.kinds.indices)
  func a_body_is_read_where_it_lies_just_as_it_was_written(_ index: Int) throws {
    try expectReadWhereItLies(FactRegister.kinds[index])
  }

  @Test(arguments: [
    #"{ "on":"2026-03-04"}"#, #"{"on":"2026-03-04","on":"2026-03-04"}"#, #"{"on":"4 March 2026"}"#,
    #"{"note":"a","on":"2026-03-04"}"#, #"{"note":"a\/b"}"#, #"{"note":"a"#, "", "[]",
  ])
  func a_body_written_in_another_way_is_left_to_the_reader_of_any_json(_ body: String) {
    var values: [StoredValue] = [.integer(1)]
    let isRead = Array(body.utf8).withUnsafeBufferPointer {
      FactBody.read(
        $0, Visit.fields.map(\.about), into: &values, unescaped: UnescapedTexts())
    }
    #expect(!isRead)
    #expect(values.count == 1)
  }

  private func expectReadWhereItLies<F: Fact>(_ type: F.Type) throws {
    let about = F.fields.map(\.about)
    var full = F()
    for field in F.fields { _ = field.write(&full, field.about.type.example) }
    for fact in [full, F()] {
      let unescaped = UnescapedTexts()
      var values: [StoredValue] = []
      try FactBody.json(of: fact).withUnsafeBufferPointer { body in
        #expect(FactBody.read(body, about, into: &values, unescaped: unescaped))
        var read = F()
        for (field, value) in zip(F.fields, values) where !value.isNull {
          #expect(field.load(&read, value))
        }
        #expect(read == fact)
        var again: [UInt8] = []
        FactBody.write(about, into: &again) { values[$0] }
        #expect(again == Array(body))
      }
    }
  }

  private func fieldNames<F: Fact>(_ type: F.Type) -> [String] { F.fields.map(\.about.name) }

  private func expectEachFieldToWriteAPropertyOfItsOwn<F: Fact>(_ type: F.Type) {
    var changed: [Set<String>] = []
    for field in F.fields {
      var fact = F()
      // A flag that is true by default is changed by the opposite.
      let example = field.read(fact) == .flag(true) ? .flag(false) : field.about.type.example
      #expect(field.write(&fact, example), "\(F.kind.name).\(field.about.name)")
      let before = Mirror(reflecting: F()).children.map { ($0.label ?? "", "\($0.value)") }
      let after = Mirror(reflecting: fact).children.map { "\($0.value)" }
      changed.append(Set(zip(before, after).filter { $0.0.1 != $0.1 }.map(\.0.0)))
    }
    #expect(changed.allSatisfy { $0.count == 1 }, "\(F.kind.name): \(changed)")
    #expect(Set(changed).count == changed.count)
  }

  private func expectRoundTrip<F: Fact>(_ type: F.Type) throws {
    var fact = F()
    for field in F.fields { _ = field.write(&fact, field.about.type.example) }
    let json = FactBody.json(of: fact)
    #expect(try FactBody.fact(F.self, from: json, schema: F.kind.schema) == fact)
    #expect(try F(cells: fact.cells) == fact)
    #expect(try FactBody.fact(F.self, from: FactBody.json(of: F()), schema: F.kind.schema) == F())
  }
}

extension FieldType {
  /// A value that is nobody's default.
  fileprivate var example: Cell {
    switch self {
    case .day: .day(Day(ordinal: 20_000))
    case .flag: .flag(true)
    case .number: .integer(7)
    case .text, .narrative: .text("a \"text\"\nof \\ two lines \u{1} – and £")
    case .code: .text("X1")
    case .codes: .text("A B")
    case .subject, .fact: .integer(42)
    case .partialDay: .text("zz/05/2010")
    }
  }
}
