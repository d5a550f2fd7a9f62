/// A row as one line of text: values in the order of the columns, a tab between them.
public enum RowText {
  public static func write(_ values: [String?]) -> String {
    values.map { value in
      var text = ""
      for character in (value ?? "").unicodeScalars {
        switch character {
        case "\\": text += "\\\\"
        case "\t": text += "\\t"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        default: text.unicodeScalars.append(character)
        }
      }
      return text
    }.joined(separator: "\t")
  }

  public static func read(_ text: String) -> [String?] {
    text.unicodeScalars.split(separator: "\t", omittingEmptySubsequences: false).map { part in
      var value = ""
      var escaped = false
      for character in part {
        if escaped {
          value.unicodeScalars.append(
            character == "t" ? "\t" : character == "n" ? "\n" : character == "r" ? "\r" : character)
          escaped = false
        } else if character == "\\" {
          escaped = true
        } else {
          value.unicodeScalars.append(character)
        }
      }
      return value.isEmpty ? nil : value
    }
  }
}
