public import Returns

extension CheckReport {
  /// The report as JSON, in the form of `docs/check-report.schema.json`.
  public func json() -> [UInt8] {
    var bytes: [UInt8] = []
    writeJSON { bytes += $0 }
    return bytes
  }

  /// Writes the report as JSON a piece at a time, so that a hundred thousand findings need no memory.
  public func writeJSON(_ write: ([UInt8]) -> Void) {
    var json = JSONText()
    json.open("{")
    json.member("return", returnName)
    json.member("year", year.description)
    json.member("ruleSet", ruleSet.description)
    json.member("children", children)
    json.member("elapsedSeconds", (elapsedSeconds * 1e6).rounded() / 1e6)
    json.list("rules", outcomes) { json, outcome in
      json.member("code", outcome.card.code)
      json.member("status", outcome.status.rawValue)
      json.member("reason", outcome.reason)
      json.member("findings", outcome.findings)
    }
    json.list("findings", findings) { json, finding in
      let card = outcomes[finding.rule].card
      json.member("rule", card.code)
      json.member("severity", card.severity.rawValue)
      json.member("message", card.message)
      json.member("child", finding.child ?? "")
      json.list("places", finding.places) { json, place in
        json.member("table", place.table)
        json.member("submission", place.isPrevious ? "previous" : "current")
        json.member("row", place.row)
        json.member("fields", place.fields)
        json.member("values", place.values.map { $0 ?? "" })
      }
      if json.bytes.count > 1 << 16 { write(json.take()) }
    }
    json.list("refused", refusals) { json, refusal in
      json.member("file", refusal.file)
      json.member("line", refusal.line ?? 0)
      json.member("field", refusal.field ?? "")
      json.member("value", refusal.value ?? "")
      json.member("reason", refusal.reason)
      if json.bytes.count > 1 << 16 { write(json.take()) }
    }
    json.member("notes", notes.map(\.description))
    json.close("}")
    write(json.take())
  }

  /// `ssda903` or `cin`.
  public var returnName: String {
    CheckedReturn.allCases.first { $0.form.name == form.name }?.rawValue ?? form.name.lowercased()
  }
}
