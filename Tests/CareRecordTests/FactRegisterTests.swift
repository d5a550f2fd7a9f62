import CareRecord
import CivilTime
import Testing

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
