/// Why the code sets could not be loaded.
public enum CodeSetError: Error, Equatable, CustomStringConvertible {
  case unreadable(file: String)
  case brokenLine(file: String, line: Int, text: String)

  public var description: String {
    switch self {
    case .unreadable(let file):
      "The code list \(file) is missing or cannot be read. Install Kith again."
    case .brokenLine(let file, let line, let text):
      "\(file), line \(line), “\(text)”: expected set, code, meaning, first year and last year, "
        + "such as SEX,M,Male,2024-25, ."
    }
  }
}
