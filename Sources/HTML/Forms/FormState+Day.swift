public import CivilTime

extension FormState {
  /// Reads a date typed in three fields, and refuses what is not exactly one: a missing part, a
  /// year of two digits, 31 February.
  ///
  /// The month may be a number or its English name.
  ///
  /// - Parameters:
  ///   - noun: what the date is called in a sentence: "the date of the visit".
  /// - Returns: the day, or nil when nothing was typed or it was refused; a refusal is in `errors`.
  public mutating func day(_ name: String, called noun: String, required: Bool = false) -> Day? {
    let typed = DatePart.allCases.map { part in
      (part: part, text: trimmed(self[part.name(in: name)] ?? ""))
    }
    let missing = typed.filter(\.text.isEmpty)
    if missing.count == typed.count {
      if required { refuse(name, "Enter \(noun)") }
      return nil
    }
    if let first = missing.first {
      let parts = missing.map { "a \($0.part.rawValue)" }.joined(separator: " and ")
      refuse(name, "\(capitalised(noun)) must include \(parts)", part: first.part)
      return nil
    }
    let (dayText, monthText, yearText) = (typed[0].text, typed[1].text, typed[2].text)
    guard let year = number(yearText, digits: 4...4) else {
      refuse(name, "The year of \(noun) must be 4 numbers, like 2026", part: .year)
      return nil
    }
    guard let month = number(monthText, digits: 1...2) ?? month(named: monthText),
      (1...12).contains(month)
    else {
      refuse(name, "The month of \(noun) must be a number from 1 to 12", part: .month)
      return nil
    }
    guard let dayOfMonth = number(dayText, digits: 1...2),
      let day = Day(year: year, month: month, day: dayOfMonth)
    else {
      refuse(name, "\(capitalised(noun)) must be a real date", part: .day)
      return nil
    }
    return day
  }
}

private func number(_ text: String, digits: ClosedRange<Int>) -> Int? {
  guard digits.contains(text.utf8.count),
    text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
  else { return nil }
  return Int(text)
}

private func month(named text: String) -> Int? {
  let text = text.lowercased()
  guard text.count >= 3 else { return nil }
  return Day.monthNames.firstIndex { name in
    let name = name.lowercased()
    return name == text || name.prefix(3) == text || (name == "september" && text == "sept")
  }.map { $0 + 1 }
}

private func trimmed(_ text: String) -> String {
  if text.isEmpty { return text }
  let start = text.drop(while: \.isWhitespace)
  return String(start.reversed().drop(while: \.isWhitespace).reversed())
}

private func capitalised(_ text: String) -> String {
  text.prefix(1).uppercased() + text.dropFirst()
}
