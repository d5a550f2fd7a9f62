import Foundation
public import Returns

extension CheckReport {
  /// The report as JSON, in the form of `docs/check-report.schema.json`.
  public func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(CheckJSON(self)))
  }

  /// `ssda903` or `cin`.
  public var returnName: String {
    CheckedReturn.allCases.first { $0.form.name == form.name }?.rawValue ?? form.name.lowercased()
  }
}

/// The report as others read it.
///
/// Every key is always there.
private struct CheckJSON: Encodable {
  let `return`: String
  let year: String
  let ruleSet: String
  let children: Int
  let elapsedSeconds: Double
  let rules: [Rule]
  let findings: [Finding]
  let refused: [Refused]
  let notes: [String]

  struct Rule: Encodable {
    let code: String
    let status: String
    let reason: String
    let findings: Int
  }

  struct Finding: Encodable {
    let rule: String
    let severity: String
    let message: String
    let child: String
    let places: [Place]
  }

  struct Place: Encodable {
    let table: String
    let submission: String
    let row: Int
    let fields: [String]
    /// Empty text where the cell is empty.
    let values: [String]
  }

  struct Refused: Encodable {
    let file: String
    let line: Int
    let field: String
    let value: String
    let reason: String
  }

  init(_ report: CheckReport) {
    `return` = report.returnName
    year = report.year.description
    ruleSet = report.ruleSet.description
    children = report.children
    elapsedSeconds = (report.elapsedSeconds * 1e6).rounded() / 1e6
    rules = report.outcomes.map {
      Rule(
        code: $0.card.code, status: $0.status.rawValue, reason: $0.reason, findings: $0.findings)
    }
    findings = report.findings.map { finding in
      let card = report.outcomes[finding.rule].card
      return Finding(
        rule: card.code, severity: card.severity.rawValue, message: card.message,
        child: finding.child ?? "",
        places: finding.places.map { place in
          Place(
            table: place.table, submission: place.isPrevious ? "previous" : "current",
            row: place.row, fields: place.fields, values: place.values.map { $0 ?? "" })
        })
    }
    refused = report.refusals.map {
      Refused(
        file: $0.file, line: $0.line ?? 0, field: $0.field ?? "", value: $0.value ?? "",
        reason: $0.reason)
    }
    notes = report.notes.map(\.description)
  }
}
