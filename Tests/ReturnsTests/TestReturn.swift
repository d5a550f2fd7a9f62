@testable import Returns

/// A return of two tables, for tests of what all returns share.
enum VisitColumn: Int, TableColumn {
  case CHILD, DOB, VISIT, KIND

  static let layout = TableLayout("Visits", VisitColumn.self, file: "visits.csv")

  var format: ValueFormat {
    switch self {
    case .CHILD: .identifier
    case .DOB, .VISIT: .britishDate
    case .KIND: .code("test.KIND")
    }
  }
}

enum OrderColumn: Int, TableColumn {
  case CHILD, DOB, PLACE, DATE_ORDER, COURT

  static let layout = TableLayout("Orders", OrderColumn.self, file: "orders.csv")

  var format: ValueFormat {
    switch self {
    case .CHILD: .identifier
    case .DOB: .britishDate
    case .DATE_ORDER: .partialDate
    case .PLACE, .COURT: .text
    }
  }
}

extension ReturnForm {
  static let test = ReturnForm(
    name: "Test", title: "the test return", layouts: [VisitColumn.layout, OrderColumn.layout],
    root: "Test")
}

func source(_ name: String, _ text: String) throws(Refusal) -> SourceFile {
  try SourceFile(name: name, bytes: Array(text.utf8))
}
